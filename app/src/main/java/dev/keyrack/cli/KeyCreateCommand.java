package dev.keyrack.cli;

import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.domain.KeyChange.Expiry;
import dev.keyrack.key.domain.NewKey;
import dev.keyrack.key.domain.Scope;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.ScopeInfo;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "create", description = {"Creates a key and hands its secret over, once.",
        "The place for the secret is checked before the key is created."})
final class KeyCreateCommand extends KeyCommand {
    private static final String STDOUT = "stdout";

    @Option(names = "--name", required = true, paramLabel = "N", description = "What the key shall be called.")
    private String name = "";

    @Option(names = "--scope", paramLabel = "S", split = ",", description = "A permission; may be repeated.")
    private List<String> scopes = new ArrayList<>();

    @Option(names = "--preset", paramLabel = "P", converter = Preset.Converter.class, description = "Permissions out of the provider's catalogue: read-only (all that change nothing) or read-write (all).")
    private Optional<Preset> preset = Optional.empty();

    @Option(names = "--expires-in", paramLabel = "90d", converter = Converters.ExpiryText.class, description = "How long it shall work, such as 90d or 12h; never, if it is left out.")
    private Expiry expiry = new Expiry.Never();

    @Option(names = "--secret-to", required = true, paramLabel = "PLACE", description = "clipboard, stdout, file:PATH, env:PATH[:NAME], keyring:NAME or command:CMD.")
    private String place = "";

    KeyCreateCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run(Profile profile) {
        if (name.isBlank()) {
            throw wrongUsage(messages().get("cli.key.create.no-name"));
        }
        return wish(profile)
                .then(wish -> target().then(handOver -> handOver.check().then(_ -> create(profile, wish, handOver))));
    }

    private Outcome<HandOver> target() {
        return place.equals(STDOUT) ? Outcome.ok(new StdoutHandOver(session())) : services().handOver(place, name);
    }

    private Outcome<Integer> create(Profile profile, NewKey wish, HandOver handOver) {
        Outcome<IssuedKey> outcome = session().withCode(profile, () -> services().keys().create(profile, wish));
        return switch (outcome) {
            case Outcome.Ok<IssuedKey>(var issued) -> {
                try (issued) {
                    yield Outcome.ok(handOver(profile, issued, handOver));
                }
            }
            case Outcome.Failed<IssuedKey>(var failure) -> Outcome.failed(failure);
        };
    }

    private int handOver(Profile profile, IssuedKey issued, HandOver handOver) {
        ApiKey key = issued.key();
        boolean jsonToStdout = place.equals(STDOUT) && session().format() == OutputFormat.JSON;
        Outcome<String> delivered = jsonToStdout
                ? StdoutHandOver.checked(session(), () -> printer().created(profile, key, Optional.of(issued.secret())))
                : handOver.deliver(issued.secret());
        return switch (delivered) {
            case Outcome.Ok<String>(var where) -> {
                services().keys().handedOver(profile, key.id(), where);
                tell(profile, key, where);
                yield ExitCode.DONE;
            }
            case Outcome.Failed<String>(var failure) -> {
                services().keys().discarded(profile, key.id());
                session().problems().report(failure.kind(), messages().get("cli.key.create.not-handed-over", key.name(),
                        key.id().value(), profile.name().value(), FailureText.of(failure, messages())),
                        ExitCode.STORAGE, session().format());
                yield ExitCode.STORAGE;
            }
        };
    }

    private void tell(Profile profile, ApiKey key, String where) {
        String sentence = messages().get("cli.key.create.done", key.name(), key.id().value(), profile.name().value(),
                where);
        if (place.equals(STDOUT)) {
            session().remark(sentence);
        } else if (session().format() == OutputFormat.TABLE) {
            session().print(Printable.clean(sentence));
        } else {
            printer().created(profile, key, Optional.empty());
        }
    }

    private Outcome<NewKey> wish(Profile profile) {
        SequencedSet<Scope> wanted = new LinkedHashSet<>();
        if (preset.isPresent()) {
            List<ScopeInfo> catalogue = services().catalog().find(profile.provider()).map(Provider::scopes)
                    .orElse(List.of());
            if (catalogue.isEmpty()) {
                return Outcome.failed(
                        new Failure.InvalidInput("--preset", messages().get("cli.key.create.no-catalogue")));
            }
            catalogue.stream().filter(scope -> preset.get() == Preset.READ_WRITE || !scope.changes())
                    .forEach(scope -> wanted.add(new Scope(scope.value())));
        }
        scopes.stream().map(String::strip).filter(text -> !text.isEmpty()).forEach(text -> wanted.add(new Scope(text)));
        Optional<Duration> lifetime = switch (expiry) {
            case Expiry.In(var time) -> Optional.of(time);
            case Expiry.Never() -> Optional.empty();
        };
        NewKey wish = new NewKey(name.strip(), wanted, lifetime);
        return services().keys().checkCreate(profile, wish).<Outcome<NewKey>>map(Outcome::failed)
                .orElseGet(() -> Outcome.ok(wish));
    }

    /// Named sets of permissions.
    enum Preset {
        READ_ONLY, READ_WRITE;

        static final class Converter implements CommandLine.ITypeConverter<Preset> {
            @Override
            public Preset convert(String text) {
                return switch (text) {
                    case "read-only" -> READ_ONLY;
                    case "read-write" -> READ_WRITE;
                    default -> throw new CommandLine.TypeConversionException(
                            "it is read-only or read-write, not '" + text + "'");
                };
            }
        }
    }
}
