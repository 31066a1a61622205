package dev.keyrack.cli;

import java.util.List;
import java.util.stream.Collectors;

/// Lines of RFC 4180, ended as the platform's text files are not: by a line feed alone, everywhere.
final class Csv {
    private Csv() {
    }

    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
