package dev.keyrack.provider.engine;

import com.dashjoin.jsonata.Jsonata;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which variables an expression expects to be there.
final class Expected {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/",
            Pattern.DOTALL);
    private static final Pattern USE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern DEFINITION = Pattern
            .compile("\\$([A-Za-z_][A-Za-z0-9_]*)\\s*:=|[@#]\\$([A-Za-z_]\\w*)");
    private static final Pattern PARAMETERS = Pattern.compile("(?:function|λ)\\s*\\(([^)]*)\\)");

    private Expected() {
    }

    /// The variables of `expression` that it neither defines itself nor has from JSONata.
    static Set<String> variables(String expression) {
        String code = TEXT.matcher(expression).replaceAll("''");
        Set<String> own = new HashSet<>();
        Matcher definition = DEFINITION.matcher(code);
        while (definition.find()) {
            own.add(definition.group(1) == null ? definition.group(2) : definition.group(1));
        }
        Matcher parameters = PARAMETERS.matcher(code);
        while (parameters.find()) {
            addAll(parameters.group(1), own);
        }
        Set<String> used = new LinkedHashSet<>();
        addAll(code, used);
        used.removeIf(name -> own.contains(name) || HelperFunctions.has(name) || isFunction(name));
        return used;
    }

    private static boolean isFunction(String name) {
        return !name.equals("now") && "function".equals(Jsonata.jsonata("$type($" + name + ")").evaluate(null));
    }

    private static void addAll(String code, Set<String> names) {
        Matcher use = USE.matcher(code);
        while (use.find()) {
            names.add(use.group(1));
        }
    }
}
