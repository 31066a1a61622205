package dev.keyrack.key.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Facts of a key as text: one a line, name and text with a tab between.
final class FactLines {
    private FactLines() {
    }

    static String of(Map<String, String> facts) {
        return facts.entrySet().stream().map(fact -> escaped(fact.getKey()) + '\t' + escaped(fact.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /// The opposite of [#of].
    static SequencedMap<String, String> read(String lines) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        if (!lines.isEmpty()) {
            for (String line : lines.split("\n", -1)) {
                int tab = line.indexOf('\t');
                if (tab >= 0) {
                    facts.put(line.substring(0, tab).translateEscapes(), line.substring(tab + 1).translateEscapes());
                }
            }
        }
        return facts;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }
}
