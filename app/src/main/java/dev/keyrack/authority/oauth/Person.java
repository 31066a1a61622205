package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Account;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Form;
import dev.keyrack.shared.secret.Secret;

/// What a person answered to the question for consent.
sealed interface Person {
    /// The person says no.
    record Refuses() implements Person {}

    /// The person says yes, and is who it says.
    ///
    /// @param account the person's account
    record Allows(Account account) implements Person {}

    /// Nobody knows who it is.
    ///
    /// @param status  HTTP status
    /// @param message what is wrong, for people
    record Unclear(int status, String message) implements Person {}

    /// Reads a form.
    static Person of(Core core, Form form) {
        return switch (form.get("decision").orElse("")) {
            case "deny" -> new Refuses();
            case "allow" -> allows(core, form);
            default -> new Unclear(400, "Choose whether to allow this or not.");
        };
    }

    private static Person allows(Core core, Form form) {
        try (Secret given = form.secret("password")) {
            return switch (core.signIn().check(form.get("email").orElse(""), given, form.get("code"))) {
                case Ruling.Granted<Account>(var account) -> new Allows(account);
                case Ruling.Denied<Account>(var denial) -> new Unclear(
                        denial.reason() == Reason.TOO_MANY_ATTEMPTS ? 429 : 401, message(denial));
            };
        }
    }

    private static String message(Denial denial) {
        return denial.reason() == Reason.SECOND_FACTOR_REQUIRED
                ? "Two-factor authentication is on. Type the code of the authenticator app, or a backup code."
                : denial.message();
    }
}
