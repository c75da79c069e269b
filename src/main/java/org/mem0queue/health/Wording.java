package org.mem0queue.health;

import org.mem0queue.queue.Counts;

import java.nio.file.Path;

/** Names as they stand in the sentences of findings. */
final class Wording {
    /** Longer ids and names are cut: a sentence must stay readable. */
    private static final int LONGEST_NAME = 80;

    private Wording() {}

    /** A name from a file or folder, safe to print: no control characters, not endless. */
    static String name(String text) {
        StringBuilder name = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isISOControl(c) || isFormat(c) ? '?' : c)
                .forEach(name::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST_NAME
                ? name.append('…').toString()
                : name.toString();
    }

    /** The last part of a path, safe to print. */
    static String name(Path path) {
        Path last = path.getFileName();
        return name((last == null ? path : last).toString());
    }

    /** Whether anything waits for somebody to send it. */
    static boolean somethingWaits(Counts counts) {
        return counts.toSend() + counts.inFlight() > 0;
    }

    private static boolean isFormat(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT || type == Character.SURROGATE;
    }
}
