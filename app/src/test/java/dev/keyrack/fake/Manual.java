package dev.keyrack.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The manual of descriptors, for the tests that hold what it says.
public final class Manual {
    private static final Pattern BLOCK = Pattern.compile("```(?:json)?\n(.*?)```", Pattern.DOTALL);

    private Manual() {}

    /// The whole text.
    public static String text() {
        try {
            return Files.readString(Path.of("../docs/descriptor.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The descriptor of the worked example.
    public static String example() {
        return blocks("## A worked example").getFirst();
    }

    /// The blocks of a section, in their order.
    public static List<String> blocks(String heading) {
        String text = text();
        int start = text.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new AssertionError("the manual has no section " + heading);
        }
        String marks = heading.substring(0, heading.indexOf(' ') + 1);
        int end = text.indexOf("\n" + marks, start + heading.length());
        return BLOCK.matcher(text.substring(start, end < 0 ? text.length() : end)).results()
                .map((MatchResult found) -> found.group(1)).toList();
    }
}
