package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Tells apart why a request came to nothing.
///
/// @param host       host and port that were to be reached
/// @param via        the proxy on the way; empty if there is none
/// @param call       what was asked
/// @param isAnswered whether an answer had begun
/// @param mostBytes  largest answer that is read
record WireProblem(String host, String via, Call call, boolean isAnswered, long mostBytes) {
    /// The failure behind `problem`.
    Failure of(@Nullable Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            Optional<Failure> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        String message = problem == null ? "" : String.valueOf(problem.getMessage());
        if (message.contains("Tunnel failed") || message.contains("unnel")) {
            return unreachable(Cause.PROXY, Detail.PROXY_REFUSED);
        }
        if (isAnswered) {
            return new Failure.BadAnswer(Flaw.CUT_OFF, "the connection ended in the middle", call);
        }
        return unreachable(via.isEmpty() ? Cause.CONNECT : Cause.PROXY, via.isEmpty() ? Detail.CLOSED : Detail.NONE);
    }

    private Optional<Failure> known(Throwable cause) {
        return Optional.ofNullable(switch (cause) {
            case BoundedBody.TooLarge _ ->
                new Failure.BadAnswer(Flaw.TOO_LARGE, "more than " + (mostBytes >> 10) + " KiB", call);
            case ProtocolException protocol -> protocol(String.valueOf(protocol.getMessage()));
            case HttpTimeoutException _ -> unreachable(Cause.TIMEOUT, Detail.NONE);
            case SSLException tls -> unreachable(Cause.TLS, tls(tls));
            case UnresolvedAddressException _ -> unreachable(via.isEmpty() ? Cause.DNS : Cause.PROXY, Detail.NONE);
            case ConnectException refused when !(refused.getCause() instanceof UnresolvedAddressException)
                    && !(refused.getCause() instanceof ConnectException) ->
                unreachable(via.isEmpty() ? Cause.CONNECT : Cause.PROXY, Detail.NONE);
            default -> null; // look at what is behind it
        });
    }

    private Failure protocol(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("header size") || words.contains("too large")) {
            return new Failure.BadAnswer(Flaw.TOO_LARGE, "its headers alone", call);
        }
        return new Failure.BadAnswer(Flaw.NOT_HTTP,
                words.contains("interim") || words.contains("non-final") ? "answers before the answer" : "its headers",
                call);
    }

    private Failure unreachable(Cause cause, Detail detail) {
        return new Failure.Unreachable(cause, host, detail, via, Optional.of(call));
    }

    private static Detail tls(SSLException problem) {
        Detail nearest = Detail.HANDSHAKE;
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            Detail detail = certificate(cause);
            if (detail != Detail.HANDSHAKE && (nearest == Detail.HANDSHAKE || nearest == Detail.UNTRUSTED)) {
                nearest = detail; // what is nearer to the root tells more than that the path was not found
            }
        }
        return nearest;
    }

    private static Detail certificate(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _ -> Detail.EXPIRED;
            case CertificateNotYetValidException _ -> Detail.NOT_YET_VALID;
            case CertPathValidatorException path when path
                    .getReason() == CertPathValidatorException.BasicReason.EXPIRED ->
                Detail.EXPIRED;
            case CertPathValidatorException path when path
                    .getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID ->
                Detail.NOT_YET_VALID;
            case CertificateException named when isAboutNames(String.valueOf(named.getMessage())) -> Detail.OTHER_HOST;
            case CertificateException _ -> Detail.UNTRUSTED;
            default -> Detail.HANDSHAKE;
        };
    }

    /// The JDK has no type of its own for it.
    private static boolean isAboutNames(String message) {
        return message.startsWith("No subject alternative") || message.startsWith("No name matching")
                || message.contains("alternative DNS name matching") || message.contains("IP address mismatch");
    }
}
