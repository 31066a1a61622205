package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/// Waits for a provider's limit where somebody can see it and give it up. Any thread.
final class Waits {
    private final Profile profile;
    private final Attendant attendant;
    private final Pause pause;
    private final InstantSource clock;
    private final Duration longest;

    Waits(Profile profile, Attendant attendant, Pause pause, InstantSource clock, Duration longest) {
        this.profile = profile;
        this.attendant = attendant;
        this.pause = pause;
        this.clock = clock;
        this.longest = longest;
    }

    /// Waits until `moment`.
    ///
    /// @param address  where the request would go
    /// @param about    the request, for a failure
    /// @param onCancel what to run if somebody gives up
    /// @throws CallFailed           if that is too long, or somebody gave up
    /// @throws InterruptedException if it is to wait no longer
    void until(Instant moment, URI address, Call about, Runnable onCancel) throws CallFailed, InterruptedException {
        Duration wait = Duration.between(clock.instant(), moment);
        if (wait.isNegative() || wait.isZero()) {
            return;
        }
        if (wait.compareTo(longest) > 0) {
            throw new CallFailed(new Failure.RateLimited(wait, about));
        }
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Attendant.Waiting _ = attendant.pause(profile, moment, () -> {
            onCancel.run();
            cancelled.countDown();
        })) {
            pause.sleep(wait, cancelled);
        }
        if (cancelled.getCount() == 0) {
            throw givenUp(address, about);
        }
    }

    static CallFailed givenUp(URI address, Call about) {
        return new CallFailed(Wire.unreachable(Cause.INTERRUPTED, address).with(about));
    }
}
