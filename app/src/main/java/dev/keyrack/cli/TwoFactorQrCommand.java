package dev.keyrack.cli;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.twofactor.data.QrPictures;
import dev.keyrack.twofactor.domain.OtpAuthUri;
import dev.keyrack.twofactor.domain.QrMatrix;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "qr", description = {
        "Draws the QR code of an otpauth URI that is given on standard input, on this computer alone.",
        "Who has the picture can make the codes: delete the file after scanning."})
final class TwoFactorQrCommand extends Command {
    @Option(names = "--out", paramLabel = "FILE", description = "A new file that ends with .png or .svg; without it, the terminal.")
    private Optional<Path> file = Optional.empty();

    TwoFactorQrCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        if (file.isEmpty() && !session().terminal().isScreen()) {
            throw wrongUsage(messages().get("cli.twofactor.qr.no-screen"));
        }
        return readSecret(true, "").then(text -> {
            try (text) {
                return OtpAuthUri.parse(text).then(key -> {
                    try (key) {
                        return draw(text);
                    }
                });
            }
        });
    }

    private Outcome<Integer> draw(Secret text) {
        try (QrMatrix matrix = QrMatrix.of(text)) {
            if (file.isPresent()) {
                return new QrPictures(messages()).save(matrix, file.get()).map(this::tell);
            }
            terminalArt(matrix);
            return Outcome.ok(ExitCode.DONE);
        } catch (IllegalArgumentException _) {
            return Outcome.failed(
                    new Failure.InvalidInput(messages().get("cli.ask.input"), messages().get("cli.twofactor.qr.long")));
        }
    }

    private void terminalArt(QrMatrix matrix) {
        session().terminal().out().print(QrText.of(matrix));
        session().remark(messages().get("cli.twofactor.qr.clear"));
    }

    private int tell(String where) {
        switch (session().format()) {
            case JSON -> session().json().object(json -> json.text("file", where));
            case CSV -> session().print(Csv.line(java.util.List.of(where)));
            case TABLE -> session().print(messages().get("cli.twofactor.qr.done", Printable.clean(where)));
        }
        return ExitCode.DONE;
    }
}
