package org.mem0queue.settings;

/** A text that somebody typed, as it may stand in a sentence. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** In quotation marks. */
    static String of(String text) {
        return '"' + line(text) + '"';
    }

    /** One line, not too long. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .forEach(line::appendCodePoint);
        boolean cut = text.codePointCount(0, text.length()) > LONGEST;
        return line.append(cut ? "…" : "").toString();
    }
}
