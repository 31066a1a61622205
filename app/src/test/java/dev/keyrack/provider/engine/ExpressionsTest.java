package dev.keyrack.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An expression")
@Timeout(60)
class ExpressionsTest {
    private final Expressions expressions = new Expressions();

    private @Nullable Object evaluate(String text, @Nullable Object input) throws ExpressionException {
        return expressions.evaluate(text, input, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"($f := function($n){$f($n + 1)}; $f(0))", "($f := function($n){1 + $f($n + 1)}; $f(0))",
            "$pad('x', 1000000000)", "$eval('1')", "$millis()", "$now()",
            "$reduce([1..40], function($a){$a & $a}, 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')",
            "$number('1e999999999')", "$map([1..1000000], function($x){[1..1000]})"})
    void endsWhateverItTries(String hostile) {
        assertThatThrownBy(() -> evaluate(hostile, null)).isInstanceOf(ExpressionException.class);
    }

    @Test
    void endsOnAVirtualThreadToo() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> refused = threads.submit(() -> {
                try {
                    evaluate("$reduce([1..60], function($a){$a & $a}, 'xxxxxxxxxxxxxxxx')", null);
                    return false;
                } catch (ExpressionException _) {
                    return true;
                }
            });
            assertThat(refused.get()).isTrue();
        }
    }

    @Test
    void endsOnDeepInput() {
        Object deep = "end";
        for (int i = 0; i < 20_000; i++) {
            deep = List.of(deep);
        }
        Object input = deep;
        assertThatThrownBy(() -> evaluate("**", input)).isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a.", "{'a'", "'open", "a ~> |", "[1..", "@"})
    void thatCannotBeReadIsRefused(String broken) {
        assertThatThrownBy(() -> expressions.check(broken)).isInstanceOf(ExpressionException.class);
    }

    @Test
    void thatIsVeryLongOrDeepIsRefused() {
        assertThatThrownBy(() -> expressions.check("1+".repeat(2_500) + "1")).isInstanceOf(ExpressionException.class);
        String deep = "(".repeat(1_990) + "1" + ")".repeat(1_990);
        try {
            Object one = evaluate(deep, null);
            assertThat(one).isEqualTo(1);
        } catch (ExpressionException refused) {
            assertThat(refused).hasMessageContaining("it");
        }
    }

    @Test
    void reachesNoJava() {
        assertThatThrownBy(() -> evaluate("$$.getClass()", Map.of("a", 1))).isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(textBlock = """
            epoch_s,  1763805600,                       2025-11-22T10:00:00Z
            epoch_ms, 1763805600123,                    2025-11-22T10:00:00.123Z
            iso,      2025-11-22T10:00:00Z,             2025-11-22T10:00:00Z
            iso,      2025-11-22T10:00:00+0000,         2025-11-22T10:00:00Z
            iso,      2025-11-22T12:00:00.5+02:00,      2025-11-22T10:00:00.500Z
            date,     2025-11-22,                       2025-11-22T00:00:00Z
            rfc2822,  'Sat, 22 Nov 2025 10:00:00 +0000', 2025-11-22T10:00:00Z
            """)
    void readsDates(String kind, String text, String instant) throws ExpressionException {
        assertThat(evaluate("$date('" + kind + "', v)", Map.of("v", text))).isEqualTo(instant);
    }

    @Test
    void readsNoDateOutOfNothing() throws ExpressionException {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("none", null);
        input.put("empty", "");
        input.put("zero", 0L);
        for (String member : List.of("none", "empty", "zero", "absent")) {
            assertThat(evaluate("$date('epoch_s', " + member + ")", input)).as(member).isNull();
        }
    }

    @Test
    void addsALifetime() throws ExpressionException {
        assertThat(evaluate("$plus(made, $duration(ttl))", Map.of("made", "2026-01-01T00:00:00Z", "ttl", "P30D")))
                .isEqualTo("2026-01-31T00:00:00Z");
        assertThat(evaluate("$duration('90d')", null)).isEqualTo(7_776_000L);
    }

    @Test
    void tellsNullFromAbsentInABody() throws ExpressionException {
        assertThat(String.valueOf(evaluate("{'a': null, 'b': $missing, 'c': [$missing], 'd': 0}", null)))
                .isEqualTo("{a=null, c=[], d=0}");
    }

    @Test
    void isSafeForSeveralThreads() throws Exception {
        List<Future<Integer>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                int own = i;
                running.add(threads.submit(() -> {
                    int wrong = 0;
                    for (int round = 0; round < 400; round++) {
                        Object sum = expressions.evaluate("$sum(xs) + $own", Map.of("xs", List.of(round, 1)),
                                Map.of("own", own));
                        wrong += Values.number(sum).orElse(-1L) == round + 1 + own ? 0 : 1;
                    }
                    return wrong;
                }));
            }
            for (Future<Integer> one : running) {
                assertThat(one.get()).isZero();
            }
        }
    }

    @ParameterizedTest(name = "{0} expects {1}")
    @CsvSource(delimiter = '|', textBlock = """
            $name & $x                                        | name,x
            ($a := 1; $a + $b)                                | b
            $map(xs, function($v, $i){$v + $i + $c})          | c
            xs@$e.($e.id & '$no' & "$neither")                | ''
            $string($now.iso) & $date('iso', at) & $sum(xs)   | now
            """)
    void tellsWhichVariablesItExpects(String text, String names) {
        List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(","));
        assertThat(Expected.variables(text)).containsExactlyElementsOf(expected);
    }
}
