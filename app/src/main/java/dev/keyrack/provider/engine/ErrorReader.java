package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.ErrorKind;
import dev.keyrack.provider.engine.Descriptor.ErrorRule;
import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns a provider's refusal into a [Failure], by the descriptor's rules first and the status last.
final class ErrorReader {
    private static final int MOST_FIELDS = 10;

    private final Errors general;
    private final Expressions expressions;
    private final Redactor redactor;

    ErrorReader(Errors general, Expressions expressions, Redactor redactor) {
        this.general = general;
        this.expressions = expressions;
        this.redactor = redactor;
    }

    /// Which kind of refusal an answer is; empty for one that is none.
    Optional<ErrorKind> kind(Errors own, int status, @Nullable Object tree) {
        if (status < 300) {
            return Optional.empty();
        }
        return Optional.of(refusalKind(own, status, tree));
    }

    /// Which kind of refusal it is, known that it is one.
    ErrorKind refusalKind(Errors own, int status, @Nullable Object tree) {
        List<ErrorRule> rules = new ArrayList<>(own.rules());
        rules.addAll(general.rules());
        Optional<String> code = first(own.code(), general.code(), tree);
        return rules.stream().filter(rule -> fits(rule, status, code, tree)).findFirst().map(ErrorRule::kind)
                .orElseGet(() -> byStatus(status));
    }

    /// Whether `condition` holds for an answer.
    boolean holds(Descriptor.Condition condition, int status, @Nullable Object tree) {
        return (condition.status().isEmpty() || condition.status().contains(status))
                && (condition.when().isEmpty() || Values.isTrue(quietly(condition.when(), status, tree)));
    }

    /// The failure that an answer stands for.
    ///
    /// @param sent    secrets that were sent; they are masked in what the provider says
    /// @param subject the key that was asked for; empty if none was
    Failure failure(Errors own, Reply reply, List<Secret> sent, Optional<String> subject, Duration retryAfter) {
        @Nullable
        Object tree = reply.parsed().tree();
        Call call = said(reply, own, sent);
        return switch (refusalKind(own, reply.status(), tree)) {
            case UNAUTHORIZED -> new Failure.SignInRefused(call);
            case FORBIDDEN -> new Failure.Refused(
                    redactor.clean(first(own.missingScope(), general.missingScope(), tree).orElse(""), sent), call);
            case REJECTED -> new Failure.Rejected(call);
            case NOT_FOUND -> subject.<Failure>map(id -> new Failure.NotFound("key", id, List.of()))
                    .orElseGet(() -> new Failure.BadAnswer(Flaw.UNEXPECTED,
                            "answer 404 to " + call.method() + " " + call.path(), call));
            case RATE_LIMITED -> new Failure.RateLimited(retryAfter, call);
            case SECOND_FACTOR -> new Failure.SecondFactorNeeded(false);
            case WRONG_CODE -> new Failure.SecondFactorNeeded(true);
            case SERVER_ERROR -> new Failure.BadAnswer(Flaw.SERVER_ERROR, "answer " + reply.status()
                    + (call.said().isEmpty() ? "" : ": " + call.said()), call);
            case UNSUPPORTED -> new Failure.Unsupported(
                    redactor.clean(first(own.property(), general.property(), tree).orElse(""), sent), call.said());
        };
    }

    /// The call with the provider's own words, and what its documents say about them.
    Call said(Reply reply, Errors own, List<Secret> sent) {
        @Nullable
        Object tree = reply.parsed().tree();
        String words = words(own, tree);
        Call call = reply.raw().call();
        return new Call(call.method(), call.path(), call.status(), redactor.clean(words, sent), call.at(),
                call.took(), reply.status() < 300 ? Optional.empty() : advice(own, reply.status(), tree));
    }

    /// The nearest entry: one that names code and status before one that names the code alone, and that before one for
    /// the status.
    private Optional<Advice> advice(Errors own, int status, @Nullable Object tree) {
        Optional<String> code = first(own.code(), general.code(), tree);
        return Stream.concat(own.advice().stream(), general.advice().stream())
                .filter(entry -> fits(entry.status(), entry.code(), status, code))
                .max(Comparator.comparingInt(
                        entry -> (entry.code().isEmpty() ? 0 : 2) + (entry.status().isEmpty() ? 0 : 1)))
                .map(entry -> new Advice(entry.causes(), entry.help()));
    }

    private static boolean fits(List<Integer> statuses, List<String> codes, int status, Optional<String> code) {
        return (statuses.isEmpty() || statuses.contains(status))
                && (codes.isEmpty() || code.filter(codes::contains).isPresent());
    }

    /// The message, and what is said of single fields.
    private String words(Errors own, @Nullable Object tree) {
        SequencedSet<String> words = new LinkedHashSet<>();
        first(own.message(), general.message(), tree).ifPresent(words::add);
        for (String way : own.fields().isEmpty() ? general.fields() : own.fields()) {
            Values.list(quietly(way, 0, tree)).stream().limit(MOST_FIELDS).flatMap(one -> Values.text(one).stream())
                    .filter(text -> !text.isBlank()).forEach(words::add);
        }
        return String.join("; ", words);
    }

    private boolean fits(ErrorRule rule, int status, Optional<String> code, @Nullable Object tree) {
        return fits(rule.status(), rule.code(), status, code)
                && (rule.when().isEmpty() || Values.isTrue(quietly(rule.when(), status, tree)));
    }

    private static ErrorKind byStatus(int status) {
        return switch (status) {
            case 401 -> ErrorKind.UNAUTHORIZED;
            case 403 -> ErrorKind.FORBIDDEN;
            case 404 -> ErrorKind.NOT_FOUND;
            case 429 -> ErrorKind.RATE_LIMITED;
            default -> status >= 500 ? ErrorKind.SERVER_ERROR : ErrorKind.REJECTED;
        };
    }

    private Optional<String> first(List<String> own, List<String> shared, @Nullable Object tree) {
        List<String> ways = own.isEmpty() ? shared : own;
        return ways.stream().flatMap(way -> Values.text(quietly(way, 0, tree)).stream())
                .filter(text -> !text.isBlank()).findFirst();
    }

    /// An error's body that an expression does not fit has simply nothing to say.
    private @Nullable Object quietly(String expression, int status, @Nullable Object tree) {
        try {
            return expressions.evaluate(expression, tree, Map.of("status", status));
        } catch (ExpressionException _) {
            return null;
        }
    }
}
