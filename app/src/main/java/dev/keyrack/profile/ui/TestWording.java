package dev.keyrack.profile.ui;

import dev.keyrack.credential.domain.Trial;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Advice;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import java.util.List;
import java.util.Optional;

/// Words what trying a profile came to, and names the call.
final class TestWording {
    private final Messages messages;

    TestWording(Messages messages) {
        this.messages = messages;
    }

    TestResult of(Trial trial) {
        String sentence = trial.keys().isPresent()
                ? messages.get("profile.test.listed", trial.keys().getAsInt())
                : messages.get("profile.test.works");
        return new TestResult(true, words(trial.call()), sentence, List.of(), List.of());
    }

    TestResult of(Failure failure, String sentence) {
        Optional<Call> call = call(failure);
        Advice advice = call.flatMap(Call::advice).orElseGet(() -> new Advice(List.of(), List.of()));
        return new TestResult(false, call.map(this::words).orElse(""), sentence, advice.causes(), advice.help());
    }

    private String words(Call call) {
        long millis = call.took().toMillis();
        String time = millis < 100
                ? messages.get("profile.test.millis", millis)
                : messages.get("profile.test.seconds", millis / 1000.0);
        return call.status().isPresent()
                ? messages.get("profile.test.call", call.method(), call.path(),
                        Integer.toString(call.status().getAsInt()), time)
                : messages.get("profile.test.call.silent", call.method(), call.path(), time);
    }

    private static Optional<Call> call(Failure failure) {
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
