package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.data.QrPictures;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "keep", description = {
        "Keeps the key of the second factor, so that signing in fills codes in by itself.",
        "The price: whoever opens the store for credentials then has both factors, and the second one protects no more than the first.",
        "Standard input gives the key, as an otpauth URI or in base32, or a picture of its QR code does. forget takes it back."})
final class TwoFactorKeepCommand extends KeyCommand {
    @Option(names = "--from-picture", paramLabel = "FILE", description = "A PNG, JPEG, GIF or BMP file with the QR code, read on this computer.")
    private Optional<Path> picture = Optional.empty();

    TwoFactorKeepCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        return given().then(text -> {
            try (Secret given = text) {
                return key(profile, given);
            }
        }).then(key -> {
            try (key) {
                return services().twoFactor().keep(profile, key);
            }
        }).map(_ -> {
            String store = services().keychain().label();
            if (session().format() == OutputFormat.JSON) {
                session().json().object(json -> json.flag("kept", true));
            } else {
                session().print(messages().get("cli.twofactor.keep.done", profile.name().value(), store));
            }
            return ExitCode.DONE;
        });
    }

    private Outcome<Secret> given() {
        return picture.map(file -> new QrPictures(messages()).read(file)).orElseGet(() -> readSecret(true, ""));
    }

    /// Base32 has no colon, and every URI has one.
    private Outcome<OtpAuthUri> key(Profile profile, Secret given) {
        boolean isUri = given.use(bytes -> {
            boolean found = false;
            for (byte octet : bytes) {
                found |= octet == ':';
            }
            return found;
        });
        String issuer = services().catalog().find(profile.provider()).map(Provider::name).orElse(profile.provider());
        return isUri ? OtpAuthUri.parse(given) : OtpAuthUri.ofBase32(given, issuer, profile.account().orElse(""));
    }
}
