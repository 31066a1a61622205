package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.util.Arrays;
import java.util.List;

/// Hands backup codes over, once, one per line.
final class BackupCodes {
    private final Session session;
    private final SecretTo place;

    BackupCodes(Session session, SecretTo place) {
        this.session = session;
        this.place = place;
    }

    /// Hands over what is there and tells that the second factor is on. Closes `enabled`.
    ///
    /// @return the exit code
    int handOver(Profile profile, AccountTwoFactor.Enabled enabled, HandOver target) {
        try (enabled) {
            List<Secret> codes = enabled.backupCodes();
            boolean isJson = session.format() == OutputFormat.JSON;
            boolean inJson = isJson && (place.isStdout() || !place.isGiven());
            Outcome<String> delivered = inJson ? json(codes) : deliver(codes, target);
            if (delivered instanceof Outcome.Failed<String>(var failure)) {
                return session.problems().report(failure.kind(),
                        session.messages().get("cli.twofactor.codes.lost", profile.name().value(),
                                FailureText.of(failure, session.messages())),
                        ExitCode.STORAGE, session.format());
            }
            String where = ((Outcome.Ok<String>) delivered).value();
            tell(profile, codes, where);
            if (isJson && !inJson) {
                session.json().object(json -> json.flag("enabled", true).text("backup_codes_at", where));
            }
            return ExitCode.DONE;
        }
    }

    private void tell(Profile profile, List<Secret> codes, String where) {
        if (codes.isEmpty()) {
            session.remark(session.messages().get("cli.twofactor.on.no-codes", profile.name().value()));
            return;
        }
        session.services().twoFactor().codesHandedOver(profile, where);
        session.remark(session.messages().get("cli.twofactor.on", profile.name().value(), codes.size(), where));
    }

    private Outcome<String> json(List<Secret> codes) {
        return StdoutHandOver.checked(session,
                () -> session.json().object(json -> json.flag("enabled", true).secrets("backup_codes", codes)));
    }

    private static Outcome<String> deliver(List<Secret> codes, HandOver target) {
        if (codes.isEmpty()) {
            return Outcome.ok("");
        }
        try (Secret lines = lines(codes)) {
            return target.deliver(lines);
        }
    }

    private static Secret lines(List<Secret> codes) {
        byte[] all = new byte[codes.stream().mapToInt(code -> code.length() + 1).sum() - 1];
        Arrays.fill(all, (byte) '\n');
        int at = 0;
        for (Secret code : codes) {
            int from = at;
            at += code.use(bytes -> {
                System.arraycopy(bytes, 0, all, from, bytes.length);
                return bytes.length + 1;
            });
        }
        return Secret.wrap(all);
    }
}
