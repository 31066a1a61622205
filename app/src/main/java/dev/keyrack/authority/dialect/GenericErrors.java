package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;

/// Errors of the generic system: `{"error":{"type","code","message"}}`. Its document has four codes, `invalid_api_key`,
/// `expired_token`, `insufficient_scope` and `rate_limit_exceeded`; the others are beyond it.
final class GenericErrors implements ErrorShape {
    private static final String REALM = "Bearer realm=\"generic\"";

    private record Wire(int status, String code) {}

    @Override
    public Answer of(Denial denial) {
        Wire wire = wire(denial.reason());
        Answer answer = challenge(of(wire.status(), wire.code(), message(denial)), wire, denial);
        return denial.retryAfterSeconds().map(wait -> answer.with("Retry-After", Long.toString(wait))).orElse(answer);
    }

    @Override
    public Answer of(int status, String code, String message) {
        return Answer.json(status, Json.object().set("error",
                Json.object().put("type", type(status)).put("code", code).put("message", message)));
    }

    /// Word by word as the document has it where it has it.
    private static String message(Denial denial) {
        return switch (denial.reason()) {
            case KEY_UNKNOWN -> "The API key provided is invalid";
            case RATE_LIMITED -> "Too many requests made. Wait for "
                    + denial.retryAfterSeconds().map(seconds -> seconds + " s").orElse("a moment") + ".";
            default -> denial.message();
        };
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    /// How to come in (RFC 6750 section 3).
    private static Answer challenge(Answer answer, Wire wire, Denial denial) {
        return switch (wire.status()) {
            case 401 -> answer.with("WWW-Authenticate",
                    denial.reason() == Reason.NO_CREDENTIAL ? REALM : REALM + ", error=\"invalid_token\"");
            case 403 -> answer.with("WWW-Authenticate", REALM + ", error=\"insufficient_scope\""
                    + denial.subject().map(scope -> ", scope=\"" + scope + "\"").orElse(""));
            default -> answer;
        };
    }

    private static Wire wire(Reason reason) {
        return switch (reason) {
            case NO_CREDENTIAL, KEY_UNKNOWN, KEY_DISABLED, KEY_EXPIRED, KEY_REVOKED, KEY_MISPLACED ->
                new Wire(401, "invalid_api_key");
            case TOKEN_EXPIRED -> new Wire(401, "expired_token");
            case TOKEN_INVALID -> new Wire(401, "invalid_token");
            case TOKEN_REUSED -> new Wire(401, "token_reused");
            case SCOPE_MISSING, MEMBER_NEEDED -> new Wire(403, "insufficient_scope");
            case RATE_LIMITED -> new Wire(429, "rate_limit_exceeded");
            case TOO_MANY_ATTEMPTS -> new Wire(429, "too_many_attempts");
            case LOGIN_REFUSED -> new Wire(401, "invalid_credentials");
            case SECOND_FACTOR_REQUIRED -> new Wire(401, "two_factor_required");
            case SECOND_FACTOR_INVALID -> new Wire(401, "two_factor_invalid");
            case CODE_INVALID -> new Wire(400, "two_factor_invalid");
            case BODY_UNREADABLE -> new Wire(400, "invalid_json");
            case BODY_TYPE -> new Wire(415, "unsupported_media_type");
            case INVALID -> new Wire(400, "invalid_request");
            case NOT_FOUND -> new Wire(404, "not_found");
            case CONFLICT -> new Wire(409, "conflict");
        };
    }
}
