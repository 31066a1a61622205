package dev.keyrack.cli;

/// Makes what came from outside fit for a terminal.
final class Printable {
    private Printable() {
    }

    /// `text` with each control and format character replaced: a key's name must not be able to move the cursor, to
    /// colour what follows, or to turn it around.
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(point -> isHarmless(point) ? point : '\uFFFD').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }
}
