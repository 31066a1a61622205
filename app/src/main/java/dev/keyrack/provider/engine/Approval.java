package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.provider.engine.Descriptor.Condition;
import dev.keyrack.provider.engine.Descriptor.LoginStep;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.time.DurationText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Shows a person a page of the provider, and asks the provider until they have approved there what it is about.
final class Approval {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration USUAL = Duration.ofSeconds(2);

    private final Engine engine;
    private final LoginStep step;

    Approval(Engine engine, LoginStep step) {
        this.engine = engine;
        this.step = step;
    }

    /// The first answer to `plan` that says yes, or that is a refusal. The caller closes it.
    ///
    /// @throws CallFailed with `Declined` if the person gives up or takes longer than five minutes
    Reply await(Plan plan) throws CallFailed {
        AtomicBoolean cancelled = new AtomicBoolean();
        Instant end = engine.clock().instant().plus(PATIENCE);
        Duration every = DurationText.parse(step.every()).orElse(USUAL);
        try (Attendant.Waiting _ = engine.attendant().browse(engine.profile(), page(plan),
                () -> cancelled.set(true))) {
            while (!cancelled.get() && engine.clock().instant().isBefore(end)) {
                Reply reply = engine.exchanger().exchange(plan);
                if (reply.status() >= 300 || isApproved(reply)) {
                    return reply;
                }
                reply.close();
                engine.rest(every);
            }
        }
        throw new CallFailed(new Failure.Declined(OAuthWay.CONSENT));
    }

    private boolean isApproved(Reply reply) {
        return engine.errors().holds(new Condition(List.of(), step.until()), reply.status(), reply.tree());
    }

    private URI page(Plan plan) throws CallFailed {
        String rendered = Template.parse(step.page()).render(plan.variables(), Template::encode)
                .orElseThrow(() -> new CallFailed(new Failure.InvalidInput(step.page(),
                        "the provider's answer does not say what the page is about")));
        String whole = rendered.startsWith("/") ? engine.address() + rendered : rendered;
        Optional<String> problem = Addresses.problem(whole.replaceAll("[?#].*", ""));
        if (problem.isPresent()) {
            throw new CallFailed(new Failure.InvalidInput(whole.replaceAll("[?#].*", ""), problem.get()));
        }
        return URI.create(whole);
    }
}
