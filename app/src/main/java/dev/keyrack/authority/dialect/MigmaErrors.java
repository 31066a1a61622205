package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// Migma's errors: `{"success":false,"error":…}`, for 401, 403 and 429 word by word as its document has them. Errors
/// that the document does not know have a `code` as well, and `field` where there is one.
final class MigmaErrors implements ErrorShape {
    private static final String REALM = "Bearer realm=\"migma\"";

    @Override
    public Answer of(Denial denial) {
        return switch (denial.reason()) {
            case NO_CREDENTIAL -> refused().with("WWW-Authenticate", REALM);
            case TOKEN_INVALID, TOKEN_EXPIRED, KEY_UNKNOWN, KEY_DISABLED, KEY_EXPIRED, KEY_REVOKED, KEY_MISPLACED ->
                refused().with("WWW-Authenticate", REALM + ", error=\"invalid_token\"");
            case SCOPE_MISSING, MEMBER_NEEDED -> Answer.json(403, error("Insufficient permissions"))
                    .with("WWW-Authenticate", REALM + ", error=\"insufficient_scope\"");
            case RATE_LIMITED -> waiting(denial, error("Rate limit exceeded"));
            case TOO_MANY_ATTEMPTS -> waiting(denial, error(denial.message()).put("code", "too_many_attempts"));
            case LOGIN_REFUSED -> signIn(denial, "invalid_credentials");
            case SECOND_FACTOR_REQUIRED -> signIn(denial, "two_factor_required");
            case SECOND_FACTOR_INVALID -> signIn(denial, "two_factor_invalid");
            case TOKEN_REUSED -> signIn(denial, "token_reused");
            case BODY_UNREADABLE -> of(400, "invalid_json", denial.message());
            case BODY_TYPE -> of(415, "unsupported_media_type", denial.message());
            case INVALID, CODE_INVALID -> invalid(denial);
            case NOT_FOUND -> of(404, "not_found", denial.message());
            case CONFLICT -> of(409, "conflict", denial.message());
        };
    }

    @Override
    public Answer of(int status, String code, String message) {
        return Answer.json(status, error(message).put("code", code));
    }

    private static Answer refused() {
        return Answer.json(401, error("Invalid or missing API key"));
    }

    private Answer signIn(Denial denial, String code) {
        return of(401, code, denial.message()).with("WWW-Authenticate", REALM);
    }

    private static Answer invalid(Denial denial) {
        ObjectNode body = error(denial.message()).put("code", "invalid_request");
        denial.subject().ifPresent(field -> body.put("field", field));
        return Answer.json(400, body);
    }

    private static Answer waiting(Denial denial, ObjectNode body) {
        long seconds = denial.retryAfterSeconds().orElse(1L);
        return Answer.json(429, body.put("retryAfter", seconds)).with("Retry-After", Long.toString(seconds));
    }

    private static ObjectNode error(String message) {
        return Json.object().put("success", false).put("error", message);
    }
}
