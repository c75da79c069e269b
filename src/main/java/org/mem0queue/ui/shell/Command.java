package org.mem0queue.ui.shell;

import org.mem0queue.ui.control.Glyph;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that the palette can do.
 *
 * @param name what it does, as a verb or a place
 * @param key the key that does it as well; empty for none
 */
record Command(Glyph glyph, String name, String key, Runnable act) {
    private static final Pattern WORDS = Pattern.compile("\\s+");

    /** Whether every word of a text stands in the name, whatever its case and accents. */
    boolean matches(String text) {
        String where = folded(name);
        return WORDS.splitAsStream(folded(text).strip()).allMatch(where::contains);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
