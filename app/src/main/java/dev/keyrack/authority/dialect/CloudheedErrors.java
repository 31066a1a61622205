package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// Cloudheed's errors: `{"error":{"code","message"}}`, with `field` or `required_scope` where there is one.
final class CloudheedErrors implements ErrorShape {
    private record Wire(int status, String code) {}

    @Override
    public Answer of(Denial denial) {
        Wire wire = wire(denial.reason());
        ObjectNode error = Json.object().put("code", wire.code()).put("message", denial.message());
        denial.subject().ifPresent(subject -> error.put(memberFor(denial.reason()), subject));
        Answer answer = challenge(Answer.json(wire.status(), Json.object().set("error", error)), wire);
        return denial.retryAfterSeconds().map(wait -> answer.with("Retry-After", Long.toString(wait)))
                .orElse(answer);
    }

    @Override
    public Answer of(int status, String code, String message) {
        return Answer.json(status,
                Json.object().set("error", Json.object().put("code", code).put("message", message)));
    }

    /// Each 401 says how to come in (RFC 9110 section 11.6.1, RFC 6750 section 3).
    private static Answer challenge(Answer answer, Wire wire) {
        return switch (wire.status()) {
            case 401 -> answer.with("WWW-Authenticate", "unauthenticated".equals(wire.code())
                    ? "Bearer realm=\"cloudheed\""
                    : "Bearer realm=\"cloudheed\", error=\"invalid_token\"");
            case 403 -> answer.with("WWW-Authenticate", "Bearer realm=\"cloudheed\", error=\"insufficient_scope\"");
            default -> answer;
        };
    }

    private static String memberFor(Reason reason) {
        return switch (reason) {
            case SCOPE_MISSING -> "required_scope";
            case KEY_DISABLED, KEY_EXPIRED, KEY_REVOKED -> "key_id";
            default -> "field";
        };
    }

    private static Wire wire(Reason reason) {
        return switch (reason) {
            case BODY_UNREADABLE -> new Wire(400, "invalid_json");
            case BODY_TYPE -> new Wire(415, "unsupported_media_type");
            case INVALID -> new Wire(400, "invalid_request");
            case NO_CREDENTIAL -> new Wire(401, "unauthenticated");
            case LOGIN_REFUSED -> new Wire(401, "invalid_credentials");
            case SECOND_FACTOR_REQUIRED -> new Wire(401, "two_factor_required");
            case SECOND_FACTOR_INVALID -> new Wire(401, "two_factor_invalid");
            case CODE_INVALID -> new Wire(400, "two_factor_invalid");
            case TOO_MANY_ATTEMPTS -> new Wire(429, "too_many_attempts");
            case RATE_LIMITED -> new Wire(429, "rate_limited");
            case TOKEN_INVALID -> new Wire(401, "invalid_token");
            case TOKEN_EXPIRED -> new Wire(401, "token_expired");
            case TOKEN_REUSED -> new Wire(401, "token_reused");
            case KEY_UNKNOWN -> new Wire(401, "invalid_api_key");
            case KEY_DISABLED -> new Wire(401, "api_key_disabled");
            case KEY_EXPIRED -> new Wire(401, "api_key_expired");
            case KEY_REVOKED -> new Wire(401, "api_key_revoked");
            case KEY_MISPLACED -> new Wire(401, "invalid_api_key");
            case SCOPE_MISSING -> new Wire(403, "insufficient_scope");
            case MEMBER_NEEDED -> new Wire(403, "api_key_not_allowed");
            case NOT_FOUND -> new Wire(404, "not_found");
            case CONFLICT -> new Wire(409, "conflict");
        };
    }
}
