package dev.keyrack.fake;

import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An account's second factor in memory. It takes the code `code`, and the backup codes.
public final class FakeTwoFactor implements AccountTwoFactor {
    public static final String SEED = "JBSWY3DPEHPK3PXP";
    public static final List<String> BACKUP_CODES = List.of("aaaa-bbbb", "cccc-dddd", "eeee-ffff");
    public String code = "123456";
    public Optional<String> seed = Optional.of(SEED);
    public Optional<String> uri = Optional.of("otpauth://totp/Fake:ada@fake.test?secret=" + SEED + "&issuer=Fake");
    public Optional<ClockReading> clock = Optional.of(new ClockReading(Duration.ZERO, Duration.ofMillis(600)));
    public Optional<Failure> failure = Optional.empty();
    public Optional<Instant> enabledAt = Optional.empty();
    public boolean isPending;
    /// Run while the provider is asked.
    public Runnable meanwhile = () -> {
    };
    private final List<String> log;

    FakeTwoFactor(List<String> log) {
        this.log = log;
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private <T> Optional<Outcome<T>> refused(String what) {
        log.add("provider: 2fa " + what);
        meanwhile.run();
        return failure.map(Outcome::failed);
    }

    @Override
    public Outcome<Setup> setUp() {
        return this.<Setup>refused("setup").orElseGet(() -> {
            isPending = true;
            return Outcome.ok(new Setup(seed.map(FakeTwoFactor::secret), uri.map(FakeTwoFactor::secret), clock));
        });
    }

    @Override
    public Outcome<Enabled> verify(String given) {
        return this.<Enabled>refused("verify").orElseGet(() -> {
            if (!given.equals(code)) {
                return Outcome.failed(new Failure.SecondFactorNeeded(true));
            }
            isPending = false;
            enabledAt = Optional.of(Samples.NOW);
            return Outcome.ok(new Enabled(BACKUP_CODES.stream().map(FakeTwoFactor::secret).toList(),
                    FakeGateway.call(200)));
        });
    }

    @Override
    public Outcome<Status> status() {
        return this.<Status>refused("status").orElseGet(() -> Outcome.ok(standing()));
    }

    private Status standing() {
        return new Status(enabledAt.isPresent(), Optional.of(isPending), enabledAt,
                OptionalInt.of(enabledAt.isPresent() ? BACKUP_CODES.size() : 0));
    }

    @Override
    public Outcome<Status> disable(String given) {
        return this.<Status>refused("disable").orElseGet(() -> {
            if (!given.equals(code) && !BACKUP_CODES.contains(given)) {
                return Outcome.failed(new Failure.SecondFactorNeeded(true));
            }
            enabledAt = Optional.empty();
            return Outcome.ok(standing());
        });
    }
}
