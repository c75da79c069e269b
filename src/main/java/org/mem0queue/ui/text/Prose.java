package org.mem0queue.ui.text;

import java.util.Locale;

/** Turns the words of others into sentences. */
public final class Prose {
    private Prose() {}

    /** Starts with a capital unless it names a file, ends with a full stop, has no line breaks. */
    public static String sentence(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return line;
        }
        String first = line.substring(0, line.indexOf(' ') < 0 ? line.length() : line.indexOf(' '));
        boolean word = first.chars().allMatch(Character::isLetter);
        String start =
                word ? line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1) : line;
        return start.matches(".*[.!?…]$") ? start : start + ".";
    }
}
