package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Before;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Poll;
import dev.keyrack.provider.engine.Operations.Run;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.result.Failure.Unreachable.Cause;
import dev.keyrack.shared.time.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs operations that are no lists, with what they need around them: reads the object that is to be changed, and
/// waits for the end of what the provider only began.
final class Requests {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Engine engine;
    private final Offering offering;
    private final Operations operations;
    private final Listing listing;

    Requests(Engine engine, Offering offering, Operations operations, Listing listing) {
        this.engine = engine;
        this.offering = offering;
        this.operations = operations;
        this.listing = listing;
    }

    /// An answer and what was known when it was asked for.
    record Answered(Operation operation, Reply reply, Map<String, Object> variables) implements AutoCloseable {
        /// The thing in it.
        Row row(Mapping mapping) throws CallFailed {
            return new Row(Row.item(mapping, operation, reply, variables), variables, reply.raw().call());
        }

        @Override
        public void close() {
            reply.close();
        }
    }

    /// Runs `operation`. The caller closes the answer.
    ///
    /// @param subject the key it is about
    /// @param lenient whether a key that the provider does not know is fine
    Answered run(Operation operation, Map<String, Object> variables, Optional<String> subject, boolean lenient)
            throws CallFailed {
        Map<String, Object> known = listing.joined(operation, variables);
        if (operation.before().isPresent()) {
            Before before = operation.before().get();
            try (Answered read = run(offering.named(before.operation()), variables, subject, lenient)) {
                if (read.reply().status() >= 300) {
                    return read; // there is nothing to change, and that is fine here
                }
                Object item = read.row(engine.mapping()).item();
                if (item != null) {
                    known.put(before.as(), item);
                }
            }
        }
        Reply reply = once(operation, known, subject, lenient);
        if (operation.poll().isPresent() && reply.status() < 300) {
            try {
                await(operation.poll().get(), known, subject, reply);
            } catch (CallFailed failed) {
                reply.close();
                throw failed;
            }
        }
        return new Answered(operation, reply, Row.plain(known));
    }

    private Reply once(Operation operation, Map<String, Object> variables, Optional<String> subject, boolean lenient)
            throws CallFailed {
        Run run = new Run(operation, variables, subject, null, engine.limits().answerBytes(), lenient);
        return SecretIds.hidden(operations.run(run), operation.answer());
    }

    private void await(Poll poll, Map<String, Object> variables, Optional<String> subject, Reply begun)
            throws CallFailed {
        Operation asking = offering.named(poll.operation());
        Map<String, Object> known = new LinkedHashMap<>(variables);
        @Nullable
        Object first = begun.tree();
        if (!poll.as().isEmpty() && first != null) {
            known.put(poll.as(), first);
        }
        Duration within = DurationText.parse(poll.within()).orElse(LONGEST_PAUSE);
        Instant end = engine.clock().instant().plus(within);
        Duration pause = Duration.ofSeconds(1);
        while (true) {
            try (Reply reply = once(asking, known, subject, true)) {
                Map<String, Object> seen = Row.plain(known);
                seen.put("status", reply.status());
                if (Values.isTrue(engine.mapping().value(poll.until(), reply, seen))) {
                    return;
                }
                if (!engine.clock().instant().plus(pause).isBefore(end)) {
                    throw new CallFailed(new Failure.BadAnswer(Flaw.TOO_SLOW,
                            "the provider accepted it and had not finished it within " + poll.within(),
                            reply.raw().call()));
                }
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void sleep(Duration time) throws CallFailed {
        try {
            engine.pause().sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Wire.unreachable(Cause.INTERRUPTED, engine.address()));
        }
    }
}
