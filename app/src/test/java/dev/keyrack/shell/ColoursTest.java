package dev.keyrack.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Contrast as WCAG 2.2 defines it (success criteria 1.4.3 and 1.4.11).
@DisplayName("The colours")
class ColoursTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHIC = 3;
    private static final List<String> GROUNDS = List.of("-color-bg-default", "-color-bg-subtle", "-color-bg-overlay",
            "-kr-selection", "-kr-hover", "-kr-chip");

    private final Map<String, Map<String, String>> blocks = blocks();

    private static Map<String, Map<String, String>> blocks() {
        String css;
        try (InputStream in = Objects.requireNonNull(ColoursTest.class.getResourceAsStream("tokens.css"))) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Map<String, String>> blocks = new HashMap<>();
        Matcher block = Pattern.compile("([^{}]+)\\{([^{}]*)\\}").matcher(css);
        while (block.find()) {
            Map<String, String> tokens = new HashMap<>();
            Matcher token = Pattern.compile("(-[a-z-]+)\\s*:\\s*([^;]+);").matcher(block.group(2));
            while (token.find()) {
                tokens.put(token.group(1), token.group(2).strip());
            }
            blocks.put(block.group(1).strip(), tokens);
        }
        return blocks;
    }

    private Map<String, String> tokens(String theme, String environment) {
        Map<String, String> all = new HashMap<>(block(".root"));
        all.putAll(block(".env-" + environment));
        if (theme.equals("dark")) {
            all.putAll(block(".root.dark"));
            all.putAll(block(".root.dark.env-" + environment + ", .root.dark .env-" + environment));
        }
        return all;
    }

    private Map<String, String> block(String selector) {
        return Objects.requireNonNull(blocks.get(selector), selector);
    }

    private static double contrast(Map<String, String> tokens, String front, String ground) {
        double a = luminance(Objects.requireNonNull(tokens.get(front), front));
        double b = luminance(Objects.requireNonNull(tokens.get(ground), ground));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        assertThat(hex).matches("#[0-9a-f]{6}");
        return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    }

    private static double channel(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static void check(Map<String, String> tokens, List<String> fronts, List<String> grounds, double least) {
        List<String> tooWeak = new ArrayList<>();
        for (String front : fronts) {
            for (String ground : grounds) {
                double contrast = contrast(tokens, front, ground);
                if (contrast < least) {
                    tooWeak.add("%s %s on %s %s: %.2f".formatted(front, tokens.get(front), ground, tokens.get(ground),
                            contrast));
                }
            }
        }
        assertThat(tooWeak).isEmpty();
    }

    @ParameterizedTest(name = "in the {0} theme")
    @ValueSource(strings = {"light", "dark"})
    void letTextBeRead(String theme) {
        check(tokens(theme, "production"), List.of("-color-fg-default", "-color-fg-muted"), GROUNDS, TEXT);
    }

    @ParameterizedTest(name = "in the {0} theme")
    @ValueSource(strings = {"light", "dark"})
    void letColouredTextBeRead(String theme) {
        Map<String, String> tokens = tokens(theme, "production");
        check(tokens, List.of("-color-accent-fg", "-color-success-fg", "-color-warning-fg", "-color-danger-fg",
                "-color-fg-subtle"), List.of("-color-bg-default", "-color-bg-subtle"), TEXT);
        for (String kind : List.of("success", "warning", "danger")) {
            check(tokens, List.of("-color-fg-default"), List.of("-color-" + kind + "-subtle"), TEXT);
        }
    }

    @ParameterizedTest(name = "in the {0} theme")
    @ValueSource(strings = {"light", "dark"})
    void letTheWordOfEachEnvironmentBeRead(String theme) {
        for (String environment : List.of("production", "staging", "development", "named")) {
            Map<String, String> tokens = tokens(theme, environment);
            check(tokens, List.of("-kr-env-fg"), List.of("-kr-env-subtle", "-color-bg-default", "-color-bg-subtle"),
                    TEXT);
            check(tokens, List.of("-kr-env-on"), List.of("-kr-env-emphasis"),
                    environment.equals("production") ? TEXT : GRAPHIC); // the others stand behind a shape alone
        }
    }

    @ParameterizedTest(name = "in the {0} theme")
    @ValueSource(strings = {"light", "dark"})
    void letTheChartBeSeen(String theme) {
        check(tokens(theme, "production"),
                List.of("-kr-chart-ok", "-kr-chart-limited", "-kr-chart-refused", "-kr-chart-failed"),
                List.of("-color-bg-default"), GRAPHIC);
    }

    @ParameterizedTest(name = "in the {0} theme")
    @ValueSource(strings = {"light", "dark"})
    void letTextOnFilledButtonsBeRead(String theme) {
        check(tokens(theme, "production"), List.of("-color-fg-emphasis"),
                List.of("-color-accent-emphasis", "-color-danger-emphasis"), TEXT);
    }
}
