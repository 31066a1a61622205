package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.FailureText;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.result.Failure.Unreachable.Detail;
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

    /// Whether the failure says that the provider cannot be reached for now, as opposed to saying no, or to a way there
    /// that somebody has to mend first.
    static boolean isOffline(Failure failure) {
        return failure instanceof Failure.Unreachable gone && !isInTheWay(gone);
    }

    private static boolean isInTheWay(Failure.Unreachable gone) {
        return gone.cause() == Cause.TLS || (gone.cause() == Cause.PROXY && gone.detail() != Detail.NONE);
    }

    Problem of(Failure failure, String provider, Optional<Instant> workedAt, String limit) {
        List<Problem.Help> help = new ArrayList<>();
        if (failure instanceof Failure.SignInRefused || failure instanceof Failure.Refused
                || failure instanceof Failure.NoCredential || failure instanceof Failure.SignInNeeded) {
            help.add(new Problem.Help(messages.get("key.problem.sign-in"), messages.get("key.problem.sign-in.why"),
                    Problem.Act.SIGN_IN));
        }
        Problem.Help settings = new Problem.Help(messages.get("key.problem.settings"), why(failure),
                Problem.Act.SETTINGS);
        if (!isOffline(failure) && failure instanceof Failure.Unreachable) {
            help.add(settings);
        }
        help.add(new Problem.Help(messages.get("key.problem.retry"),
                failure instanceof Failure.Refused(var scope, _) && !scope.isEmpty()
                        ? messages.get("key.problem.retry.scope", scope)
                        : messages.get("key.problem.retry.why"),
                Problem.Act.RETRY));
        if (!help.contains(settings)) {
            help.add(settings);
        }
        Optional<Advice> advice = failure.asked().flatMap(Call::advice);
        return new Problem(messages.get("key.problem.title", provider), FailureText.of(failure, messages), help,
                advice.map(Advice::causes).orElseGet(List::of), advice.map(Advice::help).orElseGet(List::of),
                facts(failure, workedAt, limit));
    }

    private String why(Failure failure) {
        boolean untrusted = failure instanceof Failure.Unreachable gone && gone.cause() == Cause.TLS
                && gone.detail() == Detail.UNTRUSTED;
        return untrusted ? messages.get("key.problem.settings.certificate") : messages.get("key.problem.settings.why");
    }

    /// The same for a profile whose provider is not known: trying again would not help.
    Problem withoutProvider(Failure failure) {
        return new Problem(messages.get("key.problem.no-provider"), FailureText.of(failure, messages),
                List.of(new Problem.Help(messages.get("key.problem.settings"),
                        messages.get("key.problem.settings.why"), Problem.Act.SETTINGS)),
                List.of(), List.of(), List.of());
    }

    private List<Problem.Fact> facts(Failure failure, Optional<Instant> workedAt, String limit) {
        List<Problem.Fact> facts = new ArrayList<>();
        failure.asked().ifPresent(call -> {
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
}
