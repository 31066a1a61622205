package dev.keyrack.provider.engine;

import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.ClockReading;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.TwoFactor;
import dev.keyrack.provider.engine.Descriptor.TwoFactorStatus;
import dev.keyrack.provider.engine.Operations.Run;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An account's second factor by the operations that a descriptor names for it.
final class DescribedTwoFactor implements AccountTwoFactor {
    /// Nobody prints more, and an answer may hold any number.
    private static final int MOST_CODES = 100;
    /// `Date` names the second that is passing, so on average it is half over.
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final Engine engine;
    private final Offering offering;
    private final Operations operations;

    DescribedTwoFactor(Engine engine, Offering offering, Operations operations) {
        this.engine = engine;
        this.offering = offering;
        this.operations = operations;
    }

    @Override
    public Outcome<Setup> setUp() {
        return outcome(() -> {
            Descriptor.TwoFactorSetUp way = described().setUp();
            List<String> places = Stream.of(way.seed(), way.uri()).filter(place -> !place.isEmpty()).toList();
            try (Reply reply = run(way.operation(), Map.of(), places)) {
                return SharedKey.checked(taken(way.seed(), reply), taken(way.uri(), reply), clock(reply.raw()),
                        reply.raw().call());
            }
        });
    }

    private static Optional<Secret> taken(String place, Reply reply) {
        return place.isEmpty() ? Optional.empty() : reply.parsed().take(place).filter(DescribedTwoFactor::isThere);
    }

    private static boolean isThere(Secret secret) {
        if (secret.length() == 0) {
            secret.close();
            return false;
        }
        return true;
    }

    @Override
    public Outcome<Enabled> verify(String code) {
        return outcome(() -> {
            Descriptor.TwoFactorVerify way = described().verify();
            List<String> places = way.backupCodes().isEmpty() ? List.of() : List.of(way.backupCodes());
            try (Secret given = secret(code); Reply reply = run(way.operation(), Map.of("code", given), places)) {
                Call call = reply.raw().call();
                List<Secret> found = reply.parsed().cut().entrySet().stream()
                        .filter(entry -> AnswerReader.matches(way.backupCodes(), entry.getKey()))
                        .map(Map.Entry::getValue).toList();
                if (found.size() > MOST_CODES) {
                    throw Mapping.unexpected("the second factor is on now, but there are more than " + MOST_CODES
                            + " backup codes", call);
                }
                return new Enabled(found.stream().map(Secret::copy).toList(), call);
            }
        });
    }

    @Override
    public Outcome<Status> status() {
        return outcome(() -> {
            TwoFactorStatus way = described().status().orElseThrow(() -> Offering.unsupported(Capability.TWO_FACTOR,
                    "The provider does not tell whether the second factor is on."));
            return status(way);
        });
    }

    private Status status(TwoFactorStatus way) throws CallFailed {
        try (Reply reply = run(way.operation(), Map.of(), List.of())) {
            Optional<Boolean> pending = told(way.pending(), reply).map(Values::isTrue);
            return new Status(Values.isTrue(engine.mapping().value(way.enabled(), reply, Map.of())), pending,
                    instant(way, reply), left(way, reply));
        }
    }

    private Optional<Object> told(String expression, Reply reply) throws CallFailed {
        @Nullable
        Object value = engine.mapping().value(expression, reply, Map.of());
        return Optional.ofNullable(value);
    }

    private Optional<Instant> instant(TwoFactorStatus way, Reply reply) throws CallFailed {
        try {
            return Values.instant(engine.mapping().value(way.enabledAt(), reply, Map.of()));
        } catch (DateTimeException _) {
            throw Mapping.unexpected("no time at " + Mapping.abridged(way.enabledAt()), reply.raw().call());
        }
    }

    private OptionalInt left(TwoFactorStatus way, Reply reply) throws CallFailed {
        Optional<Long> left = Values.number(engine.mapping().value(way.backupCodesLeft(), reply, Map.of()));
        return left.map(count -> OptionalInt.of(Math.clamp(count, 0, Integer.MAX_VALUE))).orElse(OptionalInt.empty());
    }

    /// What the provider accepted is done, even if it cannot be asked about it any more.
    @Override
    public Outcome<Status> disable(String code) {
        return outcome(() -> {
            TwoFactor described = described();
            Descriptor.TwoFactorDisable way = described.disable()
                    .orElseThrow(() -> Offering.unsupported(Capability.TWO_FACTOR,
                            "The provider has no call that switches the second factor off; its console may have one."));
            try (Secret given = secret(code); Reply _ = run(way.operation(), Map.of("code", given), List.of())) {
                return off();
            }
        });
    }

    private static Status off() {
        return new Status(false, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    private TwoFactor described() throws CallFailed {
        offering.require(Capability.TWO_FACTOR);
        return engine.descriptor().twoFactor()
                .orElseThrow(() -> new IllegalStateException("two_factor without its operations"));
    }

    private Reply run(String name, Map<String, Object> variables, List<String> keep) throws CallFailed {
        Operation operation = offering.named(name);
        return operations
                .run(new Run(operation, variables, Optional.empty(), null, engine.limits().answerBytes(), false,
                        keep));
    }

    private static Secret secret(String code) {
        return Secret.wrap(code.strip().getBytes(StandardCharsets.UTF_8));
    }

    /// How the clocks stand by an answer's `Date` (RFC 9110 section 6.6.1): the moment between question and answer here
    /// against the middle of the second that it names.
    static Optional<ClockReading> clock(RawAnswer answer) {
        return answer.headers().firstValue("Date").flatMap(text -> {
            try {
                Instant there = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                Duration half = answer.call().took().dividedBy(2);
                return Optional.of(new ClockReading(
                        Duration.between(there.plus(HALF_A_SECOND), answer.call().at().plus(half)),
                        HALF_A_SECOND.plus(half)));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
    }

    private interface Work<T> {
        T run() throws CallFailed;
    }

    private static <T> Outcome<T> outcome(Work<T> work) {
        try {
            return Outcome.ok(work.run());
        } catch (CallFailed failed) {
            return Outcome.failed(failed.failure());
        }
    }
}
