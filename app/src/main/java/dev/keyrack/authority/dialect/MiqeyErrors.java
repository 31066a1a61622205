package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.core.Reason;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Miqey's errors: `{"error","message"}`, with `field` where there is one. The document shows none.
final class MiqeyErrors implements ErrorShape {
    private record Wire(int status, String error) {}

    @Override
    public Answer of(Denial denial) {
        boolean isElsewhere = denial.subject().filter(MiqeyTokens.APPLICATION::equals).isPresent();
        Wire wire = isElsewhere ? new Wire(404, "application_not_found") : wire(denial.reason());
        ObjectNode body = body(wire.error(), message(denial));
        if (denial.reason() == Reason.INVALID) {
            denial.subject().ifPresent(field -> body.put("field", field));
        }
        Answer answer = Answer.json(wire.status(), body);
        if (wire.status() == 401) {
            answer = answer.with("WWW-Authenticate", "Bearer realm=\"miqey\"");
        }
        Optional<Long> wait = denial.retryAfterSeconds();
        return wait.isPresent() ? answer.with("Retry-After", Long.toString(wait.get())) : answer;
    }

    @Override
    public Answer of(int status, String code, String message) {
        return Answer.json(status, body(code, message));
    }

    private static ObjectNode body(String error, String message) {
        return Json.object().put("error", error).put("message", message);
    }

    private static String message(Denial denial) {
        return switch (denial.reason()) {
            case NO_CREDENTIAL ->
                "No credential was sent. Send \"Authorization: Bearer\" with an API token or an access token.";
            case KEY_UNKNOWN -> "This API token is not known here. Copy the whole token, of this application.";
            case KEY_REVOKED -> "This API token was revoked. Generate a new one.";
            case MEMBER_NEEDED -> "This API token cannot manage tokens. Sign in, or use the administrator's token.";
            default -> denial.message();
        };
    }

    private static Wire wire(Reason reason) {
        return switch (reason) {
            case BODY_UNREADABLE, BODY_TYPE -> new Wire(400, "invalid_body");
            case INVALID, CONFLICT, CODE_INVALID -> new Wire(422, "invalid_value");
            case NO_CREDENTIAL -> new Wire(401, "unauthenticated");
            case LOGIN_REFUSED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_INVALID -> new Wire(401, "login_refused");
            case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REUSED -> new Wire(401, "session_over");
            case KEY_UNKNOWN, KEY_DISABLED, KEY_EXPIRED, KEY_MISPLACED -> new Wire(401, "token_invalid");
            case KEY_REVOKED -> new Wire(401, "token_revoked");
            case SCOPE_MISSING, MEMBER_NEEDED -> new Wire(403, "forbidden");
            case NOT_FOUND -> new Wire(404, "not_found");
            case RATE_LIMITED, TOO_MANY_ATTEMPTS -> new Wire(429, "too_many_requests");
        };
    }
}
