package dev.keyrack.provider.engine;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.keyrack.shared.task.PlatformThread;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads and evaluates the JSONata expressions of descriptors, in a box: they are data from somebody else, applied to
/// data from somebody else. Depth, time and memory are bounded, since the library's own bounds leave out some of its
/// functions. Any thread.
final class Expressions {
    /// Characters; the parser recurses, so this is a bound of its stack as well.
    static final int LONGEST = 4_000;

    private final Map<String, Jsonata> compiled = new ConcurrentHashMap<>();

    /// Whether `text` can be read.
    ///
    /// @throws ExpressionException if not, saying where
    void check(String text) throws ExpressionException {
        compile(text);
    }

    /// What `text` makes of `input`.
    ///
    /// @param variables without the dollar sign; a variable that is not there makes a member disappear
    /// @return maps, lists, text, numbers, booleans; null both for JSON's null and for nothing
    /// @throws ExpressionException if it fails or exceeds its bounds
    @Nullable
    Object evaluate(String text, @Nullable Object input, Map<String, Object> variables) throws ExpressionException {
        Jsonata expression = compile(text);
        Result result = PlatformThread.call(() -> run(expression, input, variables));
        if (!result.problem().isEmpty()) {
            throw new ExpressionException(result.problem());
        }
        return result.value();
    }

    /// @param problem empty if there is a value
    private record Result(@Nullable Object value, String problem) {
        static Result failed(String problem) {
            return new Result(null, problem);
        }
    }

    private static Result run(Jsonata expression, @Nullable Object input, Map<String, Object> variables) {
        Jsonata.Frame frame = expression.createFrame();
        HelperFunctions.bind(frame);
        variables.forEach(frame::bind);
        Budget budget = new Budget();
        frame.setEvaluateEntryCallback((_, _, _) -> budget.enter());
        frame.setEvaluateExitCallback((_, _, _, _) -> budget.leave());
        try {
            return new Result(expression.evaluate(input, frame), "");
        } catch (JException e) {
            return Result.failed(sentence(e));
        } catch (RuntimeException e) { // the library lets its number, date and pattern parsers' exceptions through
            return Result.failed("it failed with " + e.getClass().getSimpleName());
        } catch (StackOverflowError | OutOfMemoryError _) {
            return Result.failed("it needs more memory than an expression may");
        }
    }

    private Jsonata compile(String text) throws ExpressionException {
        Jsonata known = compiled.get(text);
        if (known != null) {
            return known;
        }
        if (text.length() > LONGEST) {
            throw new ExpressionException("it is longer than " + LONGEST + " characters");
        }
        try {
            Jsonata read = Jsonata.jsonata(text);
            read.setOutputConvertNulls(true);
            compiled.put(text, read);
            return read;
        } catch (JException e) {
            throw new ExpressionException(sentence(e));
        } catch (RuntimeException e) { // the parser indexes and casts without looking
            throw new ExpressionException("it cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (StackOverflowError _) {
            throw new ExpressionException("it is nested too deeply");
        }
    }

    private static String sentence(JException e) {
        return Budget.EXCEEDED.equals(e.getError())
                ? "it needs more steps, time or memory than an expression may"
                : "JSONata error " + e.getError() + " at character " + e.getLocation();
    }
}
