package dev.keyrack.cli;

import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shared.time.DurationText;
import dev.keyrack.token.data.JwtReader;
import dev.keyrack.token.domain.TokenReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

@CommandLine.Command(name = "inspect", description = {
        "Shows header, claims and times of a JSON Web Token that is given on standard input.",
        "Its signature is not verified: anybody can write a token that says the same."})
final class TokenInspectCommand extends Command {
    TokenInspectCommand(Session session) {
        super(session);
    }

    @Override
    boolean worksLocked() {
        return true;
    }

    @Override
    Outcome<Integer> run() {
        Instant now = services().clock().instant();
        return readSecret(true, "").then(token -> {
            try (Secret given = token) {
                return new JwtReader(messages()).read(given, now);
            }
        }).map(report -> {
            print(report, now);
            return ExitCode.DONE;
        });
    }

    private void print(TokenReport report, Instant now) {
        List<String> oddities = report.oddities().stream().map(odd -> odd.name().toLowerCase(Locale.ROOT)).toList();
        switch (session().format()) {
            case JSON -> session().json()
                    .object(json -> json.value("header", report.header()).value("claims", report.claims())
                            .time("issued_at", report.issuedAt()).time("not_before", report.notBefore())
                            .time("expires_at", report.expiresAt()).text("signature", "not_verified")
                            .texts("oddities", oddities));
            case CSV -> {
                session().print(Csv.line(List.of("part", "name", "value")));
                report.header().forEach((name, value) -> session()
                        .print(Csv.line(List.of("header", name, String.valueOf(value)))));
                report.claims().forEach((name, value) -> session()
                        .print(Csv.line(List.of("claim", name, String.valueOf(value)))));
            }
            case TABLE -> {
                part(messages().get("cli.token.header"), report.header());
                part(messages().get("cli.token.claims"), report.claims());
                session().print(messages().get("cli.token.times"));
                time(messages().get("cli.token.issued"), report.issuedAt().orElse(null), now);
                time(messages().get("cli.token.not-before"), report.notBefore().orElse(null), now);
                time(messages().get("cli.token.expires"), report.expiresAt().orElse(null), now);
                session().print("");
                report.oddities().forEach(odd -> session().print(wording(odd)));
                session().print(messages().get("cli.token.not-verified"));
            }
        }
    }

    private void part(String title, Map<String, @Nullable Object> members) {
        session().print(title);
        members.forEach((name, value) -> session().print(Printable.clean("  " + name + ": " + value)));
        session().print("");
    }

    private void time(String label, @Nullable Instant at, Instant now) {
        if (at != null) {
            Duration away = Duration.ofSeconds(Math.abs(Duration.between(now, at).toSeconds()));
            String distance = DurationText.format(away);
            session().print("  " + (at.isAfter(now)
                    ? messages().get("cli.token.ahead", label, at.toString(), distance)
                    : messages().get("cli.token.ago", label, at.toString(), distance)));
        }
    }

    private String wording(TokenReport.Oddity odd) {
        return switch (odd) {
            case NOT_SIGNED -> messages().get("cli.token.odd.not-signed");
            case EXPIRED -> messages().get("cli.token.odd.expired");
            case NOT_YET_VALID -> messages().get("cli.token.odd.not-yet-valid");
            case NO_EXPIRY -> messages().get("cli.token.odd.no-expiry");
            case ISSUED_IN_FUTURE -> messages().get("cli.token.odd.issued-in-future");
            case CRITICAL_MEMBERS -> messages().get("cli.token.odd.critical");
        };
    }
}
