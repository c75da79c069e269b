package org.mem0queue.health;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Numbers as they stand in the sentences of findings.
 *
 * @param texts of the units
 * @param locale how numbers look; the root's have no separators
 */
record Amounts(ResourceBundle texts, Locale locale) {
    private static final List<String> SIZES =
            List.of("size.kilobytes", "size.megabytes", "size.gigabytes", "size.terabytes");

    String number(long number) {
        return locale.equals(Locale.ROOT)
                ? Long.toString(number)
                : NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** A length of time in its largest fitting unit, at least two of it: {@code 90 s, 2 min}. */
    String time(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 120) {
            return unit("time.seconds", number(seconds));
        }
        if (seconds < 2 * 3600) {
            return unit("time.minutes", number(seconds / 60));
        }
        if (seconds < 2 * 86_400) {
            return unit("time.hours", number(seconds / 3600));
        }
        return unit("time.days", number(seconds / 86_400));
    }

    /** {@code 512 B}, {@code 3.4 MB}, decimal as disks are sold and settings written. */
    String bytes(long bytes) {
        if (bytes < 1000) {
            return unit("size.bytes", number(bytes));
        }
        double value = bytes;
        int size = -1;
        while (value >= 1000 && size < SIZES.size() - 1) {
            value /= 1000;
            size++;
        }
        return unit(
                SIZES.get(size),
                value < 10 ? String.format(locale, "%.1f", value) : number(Math.round(value)));
    }

    private String unit(String key, String number) {
        return texts.getString(key).replace("{0}", number);
    }
}
