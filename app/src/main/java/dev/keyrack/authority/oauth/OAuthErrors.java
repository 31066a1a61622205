package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;

/// Errors as OAuth 2.0 words them (RFC 6749 section 5.2): `error` and `error_description`.
final class OAuthErrors {
    private OAuthErrors() {
    }

    static Answer of(Denial denial) {
        String code = code(denial);
        Answer answer = switch (code) {
            // RFC 6749 wants the challenge where the client tried Basic; elsewhere it does no harm
            case "invalid_client" -> error(401, code, denial.message()).with("WWW-Authenticate",
                    "Basic realm=\"oauth\"");
            case "temporarily_unavailable" -> error(429, code, denial.message());
            default -> error(400, code, denial.message());
        };
        return denial.retryAfter()
                .map(wait -> answer.with("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))))
                .orElse(answer);
    }

    static Answer error(int status, String code, String description) {
        return Answer.json(status, Json.object().put("error", code).put("error_description", description))
                .with("Pragma", "no-cache");
    }

    /// The code that a denial has in an answer or in a redirect.
    static String code(Denial denial) {
        if (denial.reason() == Reason.INVALID) {
            return switch (denial.subject().orElse("")) {
                case "scope" -> "invalid_scope";
                case "grant_type" -> "unsupported_grant_type";
                case "response_type" -> "unsupported_response_type";
                default -> "invalid_request";
            };
        }
        return switch (denial.reason()) {
            case LOGIN_REFUSED -> "invalid_client";
            case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REUSED -> "invalid_grant";
            case MEMBER_NEEDED -> "unauthorized_client";
            case TOO_MANY_ATTEMPTS -> "temporarily_unavailable";
            default -> "invalid_request";
        };
    }
}
