package dev.keyrack.reveal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits a command as a shell does, without one: blanks separate, single quotes keep everything, double quotes keep
/// all but `\"` and `\\`, a backslash outside quotes keeps the next character. Nothing is expanded.
final class CommandLine {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;
    private int at;

    private CommandLine(String text) {
        this.text = text;
    }

    /// The words; empty if a quote is not closed, the last character escapes nothing, or there is no word.
    static Optional<List<String>> split(String text) {
        CommandLine line = new CommandLine(text);
        boolean closed = line.read();
        return closed && !line.words.isEmpty() ? Optional.of(List.copyOf(line.words)) : Optional.empty();
    }

    private boolean read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean fine = switch (c) {
                case '\'', '"' -> quoted(c);
                case '\\' -> escaped();
                case ' ', '\t', '\n', '\r' -> endWord();
                default -> add(c);
            };
            if (!fine) {
                return false;
            }
        }
        return endWord();
    }

    private boolean quoted(char quote) {
        isInWord = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return true;
            }
            boolean escapes = quote == '"' && c == '\\' && at < text.length()
                    && (text.charAt(at) == '"' || text.charAt(at) == '\\');
            add(escapes ? text.charAt(at++) : c);
        }
        return false;
    }

    private boolean escaped() {
        return at < text.length() && add(text.charAt(at++));
    }

    private boolean add(char c) {
        isInWord = true;
        word.append(c);
        return true;
    }

    private boolean endWord() {
        if (isInWord) {
            words.add(word.toString());
            word.setLength(0);
            isInWord = false;
        }
        return true;
    }
}
