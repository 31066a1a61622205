package dev.keyrack.shared.i18n;

import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import java.util.List;

/// Words a [Failure]: what is wrong, where, and what helps.
public final class FailureText {
    private FailureText() {
    }

    /// One or two sentences for `failure`.
    public static String of(Failure failure, Messages messages) {
        return switch (failure) {
            case Failure.SignInRefused(var call) ->
                messages.get("shared.failure.sign-in-refused", said(call, messages));
            case Failure.SecondFactorNeeded(var wrong) when wrong -> messages.get("shared.failure.wrong-code");
            case Failure.SecondFactorNeeded(_) -> messages.get("shared.failure.code-needed");
            case Failure.SignInNeeded(var profile) -> messages.get("shared.failure.sign-in-needed", profile);
            case Failure.Refused(var scope, var call) when scope.isEmpty() ->
                messages.get("shared.failure.refused", said(call, messages));
            case Failure.Refused(var scope, _) -> messages.get("shared.failure.refused.scope", scope);
            case Failure.Rejected(var call) -> messages.get("shared.failure.rejected", said(call, messages));
            case Failure.RateLimited(var wait, _) ->
                messages.get("shared.failure.rate-limited", Math.max(1, wait.toSeconds()));
            case Failure.Unreachable(var cause, var host) -> unreachable(cause, host, messages);
            case Failure.BadAnswer(var problem, var detail, _) -> badAnswer(problem, detail, messages);
            case Failure.Unsupported(_, var reason) when !reason.isEmpty() -> reason;
            case Failure.Unsupported(var capability, _) -> messages.get("shared.failure.unsupported", capability);
            case Failure.NotFound(var what, var name, var known) when known.isEmpty() ->
                messages.get("shared.failure.not-found", what, name);
            case Failure.NotFound(var what, var name, var known) ->
                messages.get("shared.failure.not-found.known", what, name, list(known));
            case Failure.Ambiguous(var what, var name, var candidates) ->
                messages.get("shared.failure.ambiguous", what, name, list(candidates));
            case Failure.AlreadyThere(var what, var name) -> messages.get("shared.failure.already-there", what, name);
            case Failure.InvalidInput(var where, var problem) ->
                messages.get("shared.failure.invalid-input", where, problem);
            case Failure.NoCredential(var profile) -> messages.get("shared.failure.no-credential", profile);
            case Failure.NotArmed(var profile) -> messages.get("shared.failure.not-armed", profile);
            case Failure.Declined(var what) -> messages.get("shared.failure.declined", what);
            case Failure.Fault() -> messages.get("shared.failure.fault");
            case Failure.StorageFailed(var what, var detail) -> messages.get("shared.failure.storage", what, detail);
            case Failure.KeychainFailed(var problem, var store, _) -> keychain(problem, store, messages);
        };
    }

    private static String unreachable(Failure.Unreachable.Cause cause, String host, Messages messages) {
        return switch (cause) {
            case DNS -> messages.get("shared.failure.unreachable.dns", host);
            case CONNECT -> messages.get("shared.failure.unreachable.connect", host);
            case TLS -> messages.get("shared.failure.unreachable.tls", host);
            case PROXY -> messages.get("shared.failure.unreachable.proxy", host);
            case TIMEOUT -> messages.get("shared.failure.unreachable.timeout", host);
            case INTERRUPTED -> messages.get("shared.failure.unreachable.interrupted", host);
        };
    }

    private static String badAnswer(Failure.BadAnswer.Flaw problem, String detail, Messages messages) {
        return switch (problem) {
            case TOO_LARGE -> messages.get("shared.failure.answer.too-large", detail);
            case TOO_SLOW -> messages.get("shared.failure.answer.too-slow", detail);
            case TOO_DEEP -> messages.get("shared.failure.answer.too-deep", detail);
            case TOO_MANY_PAGES -> messages.get("shared.failure.answer.too-many-pages", detail);
            case NOT_JSON -> messages.get("shared.failure.answer.not-json", detail);
            case UNEXPECTED -> messages.get("shared.failure.answer.unexpected", detail);
            case FOREIGN_REDIRECT -> messages.get("shared.failure.answer.foreign-redirect", detail);
            case SERVER_ERROR -> messages.get("shared.failure.answer.server-error", detail);
        };
    }

    private static String keychain(Failure.KeychainFailed.Problem problem, String store, Messages messages) {
        return switch (problem) {
            case LOCKED -> messages.get("shared.failure.keychain.locked", store);
            case PASSPHRASE_NEEDED -> messages.get("shared.failure.keychain.passphrase-needed", store);
            case PASSPHRASE_TOO_SHORT -> messages.get("shared.failure.keychain.passphrase-too-short", store);
            case WRONG_PASSPHRASE -> messages.get("shared.failure.keychain.wrong-passphrase", store);
            case DAMAGED -> messages.get("shared.failure.keychain.damaged", store);
            case NOT_WRITTEN -> messages.get("shared.failure.keychain.not-written", store);
            case UNAVAILABLE -> messages.get("shared.failure.keychain.unavailable", store);
        };
    }

    private static String said(Call call, Messages messages) {
        String status = call.status().isPresent() ? Integer.toString(call.status().getAsInt()) : "";
        return call.said().isEmpty()
                ? messages.get("shared.failure.status", status)
                : messages.get("shared.failure.status.said", status, call.said().replaceAll("[.\\s]+$", ""));
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}
