package org.mem0queue.ui.settings;

import org.mem0queue.ui.text.Messages;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes and durations with the units of the person's language: they are stored, and given on the
 * command line, with English ones. What is typed may have either.
 */
final class SettingUnits {
    private static final List<String> STORED =
            List.of("B", "kB", "KiB", "MB", "MiB", "GB", "GiB", "d");

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})\\s*(\\p{L}+)");

    /** In the order of {@link #STORED}. */
    private final List<String> shown;

    SettingUnits(Messages words) {
        shown = List.of(words.text("settings.units").split(" ", -1));
    }

    /** A stored value as people read it; what is no quantity stays as it is. */
    String shown(String stored) {
        return exchanged(stored, STORED, shown);
    }

    /** What somebody typed, as it is stored; what is no quantity stays as it is. */
    String stored(String typed) {
        return exchanged(typed, shown, STORED);
    }

    private static String exchanged(String text, List<String> from, List<String> to) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches()) {
            return text;
        }
        String unit = quantity.group(2).toLowerCase(Locale.ROOT);
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i).toLowerCase(Locale.ROOT).equals(unit)) {
                return quantity.group(1) + " " + to.get(i);
            }
        }
        return text;
    }
}
