package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.time.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Words what stood in the way of reading the keys.
final class ProblemWording {
    private final Messages messages;
    private final TimeText times;

    ProblemWording(Messages messages, TimeText times) {
        this.messages = messages;
        this.times = times;
    }

    /// Whether the failure says that the provider cannot be reached, as opposed to saying no.
    static boolean isOffline(Failure failure) {
        return failure instanceof Failure.Unreachable;
    }

    Problem of(Failure failure, String provider, Optional<Instant> workedAt, String limit) {
        List<Problem.Help> help = new ArrayList<>();
        if (failure instanceof Failure.SignInRefused || failure instanceof Failure.Refused
                || failure instanceof Failure.NoCredential || failure instanceof Failure.SignInNeeded) {
            help.add(new Problem.Help(messages.get("key.problem.sign-in"), messages.get("key.problem.sign-in.why"),
                    Problem.Act.SIGN_IN));
        }
        help.add(new Problem.Help(messages.get("key.problem.retry"),
                failure instanceof Failure.Refused(var scope, _) && !scope.isEmpty()
                        ? messages.get("key.problem.retry.scope", scope)
                        : messages.get("key.problem.retry.why"),
                Problem.Act.RETRY));
        help.add(new Problem.Help(messages.get("key.problem.settings"), messages.get("key.problem.settings.why"),
                Problem.Act.SETTINGS));
        return new Problem(messages.get("key.problem.title", provider), FailureText.of(failure, messages), help,
                facts(failure, workedAt, limit));
    }

    /// The same for a profile whose provider is not known: trying again would not help.
    Problem withoutProvider(Failure failure) {
        return new Problem(messages.get("key.problem.no-provider"), FailureText.of(failure, messages),
                List.of(new Problem.Help(messages.get("key.problem.settings"),
                        messages.get("key.problem.settings.why"), Problem.Act.SETTINGS)),
                List.of());
    }

    private List<Problem.Fact> facts(Failure failure, Optional<Instant> workedAt, String limit) {
        List<Problem.Fact> facts = new ArrayList<>();
        call(failure).ifPresent(call -> {
            call.status().ifPresent(
                    status -> facts.add(fact(messages.get("key.problem.answer"), Integer.toString(status), true)));
            if (!call.said().isEmpty()) {
                facts.add(fact(messages.get("key.problem.said"), "“" + call.said() + "”", false));
            }
            facts.add(fact(messages.get("key.problem.request"), call.method() + " " + call.path(), true));
            facts.add(fact(messages.get("key.problem.at"), messages.get("key.problem.at.both",
                    times.moment(call.at()), times.utcTime(call.at())), false));
        });
        workedAt.ifPresent(at -> facts.add(
                fact(messages.get("key.problem.before"), messages.get("key.problem.worked", times.moment(at)), false)));
        if (!limit.isEmpty()) {
            facts.add(fact(messages.get("key.problem.limit"), limit, false));
        }
        return facts;
    }

    private static Problem.Fact fact(String name, String text, boolean literal) {
        return new Problem.Fact(name, text, literal);
    }

    static Optional<Call> call(Failure failure) {
        return switch (failure) {
            case Failure.SignInRefused(var call) -> Optional.of(call);
            case Failure.Refused(_, var call) -> Optional.of(call);
            case Failure.Rejected(var call) -> Optional.of(call);
            case Failure.RateLimited(_, var call) -> Optional.of(call);
            case Failure.BadAnswer(_, _, var call) -> Optional.of(call);
            default -> Optional.empty();
        };
    }
}
