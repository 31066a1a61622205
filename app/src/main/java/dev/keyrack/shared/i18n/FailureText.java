package dev.keyrack.shared.i18n;

import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Words a [Failure]: what is wrong, where, and what helps.
public final class FailureText {
    private static final Duration SECONDS_SAY_ENOUGH = Duration.ofSeconds(119);
    private static final Duration HOURS_NEED_A_DATE = Duration.ofHours(12);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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
            case Failure.RateLimited(var wait, var call) -> limited(wait, call, messages);
            case Failure.Unreachable gone -> unreachable(gone, messages);
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
            case Failure.Locked(var since) -> messages.get("shared.failure.locked", DAY.format(since));
            case Failure.KeychainFailed failed -> keychain(failed, messages);
        };
    }

    /// What else is known, one line each: what may have led to it and what helps, by the provider's documents.
    public static List<String> advice(Failure failure, Messages messages) {
        List<String> lines = new ArrayList<>();
        failure.asked().flatMap(Call::advice).ifPresent(advice -> {
            list(lines, messages.get("shared.failure.causes"), advice.causes(), messages);
            list(lines, messages.get("shared.failure.help"), advice.help(), messages);
        });
        return lines;
    }

    private static void list(List<String> lines, String title, List<String> items, Messages messages) {
        if (!items.isEmpty()) {
            lines.add(title);
            items.forEach(item -> lines.add(messages.get("shared.failure.item", item)));
        }
    }

    /// The request that led to `failure`, its answer's status and what the provider said, one line each.
    public static List<String> request(Failure failure, Messages messages) {
        List<String> lines = new ArrayList<>();
        failure.asked().ifPresent(call -> {
            String asked = call.method() + " " + call.path();
            lines.add(call.status().isPresent()
                    ? messages.get("shared.failure.asked.status", asked, Integer.toString(call.status().getAsInt()))
                    : messages.get("shared.failure.asked", asked));
            if (!call.said().isEmpty()) {
                lines.add(messages.get("shared.failure.said", call.said()));
            }
        });
        return lines;
    }

    private static String limited(Duration wait, Call call, Messages messages) {
        if (wait.compareTo(SECONDS_SAY_ENOUGH) <= 0) {
            return messages.get("shared.failure.rate-limited", Math.max(1, wait.toSeconds()));
        }
        Instant until = call.at().plus(call.took()).plus(wait);
        long minutes = wait.plusSeconds(59).toMinutes();
        return wait.compareTo(HOURS_NEED_A_DATE) <= 0
                ? messages.get("shared.failure.rate-limited.minutes", minutes, CLOCK.format(until))
                : messages.get("shared.failure.rate-limited.day", minutes, DAY.format(until));
    }

    private static String unreachable(Failure.Unreachable gone, Messages messages) {
        String host = gone.host();
        return switch (gone.cause()) {
            case DNS -> messages.get("shared.failure.unreachable.dns", host);
            case CONNECT -> gone.detail() == Detail.CLOSED
                    ? messages.get("shared.failure.unreachable.closed", host)
                    : messages.get("shared.failure.unreachable.connect", host);
            case TLS -> tls(gone.detail(), host, messages);
            case PROXY -> proxy(gone, messages);
            case TIMEOUT -> messages.get("shared.failure.unreachable.timeout", host);
            case INTERRUPTED -> messages.get("shared.failure.unreachable.interrupted", host);
        };
    }

    private static String tls(Detail detail, String host, Messages messages) {
        return switch (detail) {
            case EXPIRED -> messages.get("shared.failure.unreachable.tls.expired", host);
            case NOT_YET_VALID -> messages.get("shared.failure.unreachable.tls.not-yet-valid", host);
            case OTHER_HOST -> messages.get("shared.failure.unreachable.tls.other-host", host);
            case HANDSHAKE -> messages.get("shared.failure.unreachable.tls.handshake", host);
            case UNTRUSTED, NONE, CLOSED, PROXY_SIGN_IN, PROXY_REFUSED, PROXY_KIND ->
                messages.get("shared.failure.unreachable.tls.untrusted", host);
        };
    }

    private static String proxy(Failure.Unreachable gone, Messages messages) {
        String host = gone.host();
        return switch (gone.detail()) {
            case PROXY_SIGN_IN -> gone.via().isEmpty()
                    ? messages.get("shared.failure.unreachable.proxy.sign-in.none", host)
                    : messages.get("shared.failure.unreachable.proxy.sign-in", host, gone.via());
            case PROXY_REFUSED -> messages.get("shared.failure.unreachable.proxy.refused", host, gone.via());
            case PROXY_KIND -> messages.get("shared.failure.unreachable.proxy.kind", host, gone.via());
            case NONE, CLOSED, UNTRUSTED, EXPIRED, NOT_YET_VALID, OTHER_HOST, HANDSHAKE -> gone.via().isEmpty()
                    ? messages.get("shared.failure.unreachable.proxy", host)
                    : messages.get("shared.failure.unreachable.proxy.silent", host, gone.via());
        };
    }

    private static String badAnswer(Failure.BadAnswer.Flaw problem, String detail, Messages messages) {
        return switch (problem) {
            case TOO_LARGE -> messages.get("shared.failure.answer.too-large", detail);
            case TOO_SLOW -> messages.get("shared.failure.answer.too-slow", detail);
            case TOO_DEEP -> messages.get("shared.failure.answer.too-deep", detail);
            case TOO_MANY_PAGES -> messages.get("shared.failure.answer.too-many-pages", detail);
            case NOT_JSON -> messages.get("shared.failure.answer.not-json", detail);
            case CUT_OFF -> messages.get("shared.failure.answer.cut-off", detail);
            case NOT_HTTP -> messages.get("shared.failure.answer.not-http", detail);
            case ENCODED -> messages.get("shared.failure.answer.encoded", detail);
            case UNEXPECTED -> messages.get("shared.failure.answer.unexpected", detail);
            case FOREIGN_REDIRECT -> messages.get("shared.failure.answer.foreign-redirect", detail);
            case SERVER_ERROR -> messages.get("shared.failure.answer.server-error", detail);
        };
    }

    private static String keychain(Failure.KeychainFailed failed, Messages messages) {
        String store = failed.store();
        return switch (failed.problem()) {
            case LOCKED -> messages.get("shared.failure.keychain.locked", store);
            case PASSPHRASE_NEEDED -> messages.get("shared.failure.keychain.passphrase-needed", store);
            case PASSPHRASE_TOO_SHORT -> messages.get("shared.failure.keychain.passphrase-too-short", store);
            case WRONG_PASSPHRASE -> messages.get("shared.failure.keychain.wrong-passphrase", store);
            case DAMAGED -> messages.get("shared.failure.keychain.damaged", store);
            case NOT_WRITTEN -> messages.get("shared.failure.keychain.not-written", store);
            case TOO_LARGE -> messages.get("shared.failure.keychain.too-large", store);
            case UNAVAILABLE -> messages.get("shared.failure.keychain.unavailable", store);
            case OTHER_VERSION ->
                messages.get("shared.failure.keychain.other-version", store, failed.detail().orElse(""));
            case NOT_BY_PASSPHRASE -> messages.get("shared.failure.keychain.not-by-passphrase", store);
            case NOT_BY_KEYRING -> messages.get("shared.failure.keychain.not-by-keyring", store);
            case KEYRING_LOST -> messages.get("shared.failure.keychain.keyring-lost", store);
            case LAST_OPENING -> messages.get("shared.failure.keychain.last-opening", store);
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
