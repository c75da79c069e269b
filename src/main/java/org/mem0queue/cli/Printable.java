package org.mem0queue.cli;

/** Text of others on a terminal: no control characters, no escape sequences, cut to a width. */
final class Printable {
    private Printable() {}

    static String of(String text, int width) {
        String clean = of(text);
        return clean.codePointCount(0, clean.length()) <= width
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }

    /** On one line, whatever it holds. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || c == '\t' || c == '\r') {
                                out.append(' ');
                            } else if (Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.SURROGATE) {
                                out.append('\uFFFD');
                            } else {
                                out.appendCodePoint(c);
                            }
                        });
        return out.toString();
    }

    /** With its line breaks. */
    static String lines(String text) {
        return String.join(System.lineSeparator(), text.lines().map(Printable::of).toList());
    }
}
