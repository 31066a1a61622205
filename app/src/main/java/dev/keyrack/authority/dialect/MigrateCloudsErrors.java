package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// MigrateClouds' errors: the statuses, causes and solutions are those of the document's troubleshooting table, the
/// shape is beyond it: `{"status","error","code","message","cause","solution"}`, with `operation`, `key_id` or `field`
/// where there is one.
final class MigrateCloudsErrors implements ErrorShape {
    private record Row(String cause, String solution) {}

    private static final Map<Integer, Row> TROUBLESHOOTING = Map.of(
            400, new Row("Invalid request parameters", "Check the error message for details on what's wrong"),
            401, new Row("Invalid or expired credentials", "Check your API key or refresh your access token"),
            403, new Row("Insufficient permissions",
                    "Request additional permissions or use a different API key"),
            429, new Row("Rate limit exceeded", "Implement backoff strategy and reduce request frequency"));
    private static final Map<Integer, String> TITLES = Map.of(400, "Bad Request", 401, "Unauthorized", 403, "Forbidden",
            404, "Not Found", 405, "Method Not Allowed", 413, "Content Too Large", 421, "Misdirected Request", 429,
            "Too Many Requests", 500, "Internal Server Error");

    private record Wire(int status, String code) {}

    @Override
    public Answer of(Denial denial) {
        Wire wire = wire(denial.reason());
        ObjectNode body = body(wire.status(), wire.code(), message(denial));
        denial.subject().ifPresent(subject -> body.put(memberFor(denial.reason()), subject));
        Answer answer = Answer.json(wire.status(), body);
        if (wire.status() == 401) {
            answer = answer.with("WWW-Authenticate", "Bearer realm=\"migrateclouds\"");
        }
        Optional<Long> wait = denial.retryAfterSeconds();
        return wait.isPresent() ? answer.with("Retry-After", Long.toString(wait.get())) : answer;
    }

    @Override
    public Answer of(int status, String code, String message) {
        return Answer.json(status, body(status, code, message));
    }

    private static ObjectNode body(int status, String code, String message) {
        ObjectNode body = Json.object().put("status", status).put("error", TITLES.getOrDefault(status, "Error"))
                .put("code", code).put("message", message);
        Row row = TROUBLESHOOTING.get(status);
        if (row != null) {
            body.put("cause", row.cause()).put("solution", row.solution());
        }
        return body;
    }

    private static String message(Denial denial) {
        return switch (denial.reason()) {
            case SCOPE_MISSING -> "This API key may not use the operation " + denial.subject().orElse("")
                    + ". Give it a permission that includes it, or use an API key that has one.";
            case RATE_LIMITED -> "This account sends more requests a minute than its plan allows. Wait "
                    + denial.retryAfterSeconds().orElse(1L) + " seconds, then go on.";
            default -> denial.message();
        };
    }

    private static String memberFor(Reason reason) {
        return switch (reason) {
            case SCOPE_MISSING -> "operation";
            case KEY_DISABLED, KEY_EXPIRED, KEY_REVOKED -> "key_id";
            default -> "field";
        };
    }

    private static Wire wire(Reason reason) {
        return switch (reason) {
            case BODY_UNREADABLE, BODY_TYPE -> new Wire(400, "invalid_body");
            case INVALID, CONFLICT -> new Wire(400, "invalid_parameter");
            case CODE_INVALID -> new Wire(400, "two_factor_invalid");
            case NO_CREDENTIAL -> new Wire(401, "missing_credentials");
            case LOGIN_REFUSED -> new Wire(401, "invalid_credentials");
            case SECOND_FACTOR_REQUIRED -> new Wire(401, "two_factor_required");
            case SECOND_FACTOR_INVALID -> new Wire(401, "two_factor_invalid");
            case TOKEN_INVALID, TOKEN_REUSED -> new Wire(401, "invalid_token");
            case TOKEN_EXPIRED -> new Wire(401, "expired_token");
            case KEY_UNKNOWN, KEY_MISPLACED -> new Wire(401, "invalid_api_key");
            case KEY_DISABLED -> new Wire(401, "disabled_api_key");
            case KEY_EXPIRED -> new Wire(401, "expired_api_key");
            case KEY_REVOKED -> new Wire(401, "revoked_api_key");
            case SCOPE_MISSING, MEMBER_NEEDED -> new Wire(403, "insufficient_permissions");
            case NOT_FOUND -> new Wire(404, "not_found");
            case RATE_LIMITED -> new Wire(429, "rate_limit_exceeded");
            case TOO_MANY_ATTEMPTS -> new Wire(429, "too_many_attempts");
        };
    }
}
