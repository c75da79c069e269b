package org.mem0queue.health;

import org.mem0queue.queue.Counts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Numbers and names as they stand in the sentences of findings. */
final class Wording {
    /** Longer ids and names are cut: a sentence must stay readable. */
    private static final int LONGEST_NAME = 80;

    private Wording() {}

    /** {@code 1 memory}, {@code 2 memories}. */
    static String memories(long count) {
        return counted(count, "memory", "memories");
    }

    /** {@code 1 entry}, {@code 2 entries}. */
    static String entries(long count) {
        return counted(count, "entry", "entries");
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String files(long count) {
        return counted(count, "file", "files");
    }

    static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** The right form of a verb or pronoun behind a count. */
    static String form(long count, String one, String many) {
        return count == 1 ? one : many;
    }

    /** A length of time in its largest fitting unit, at least two of it: {@code 90 s, 2 min}. */
    static String time(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 2 * 86_400) {
            return seconds / 3600 + " h";
        }
        return seconds / 86_400 + " days";
    }

    /** {@code 512 B}, {@code 3.4 MB}, decimal as disks are sold and settings written. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1000 && unit < 3) {
            value /= 1000;
            unit++;
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        return value < 10
                ? String.format(Locale.ROOT, "%.1f %s", value, units[unit])
                : Math.round(value) + " " + units[unit];
    }

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
        return counts.waiting() + counts.inFlight() > 0;
    }

    private static boolean isFormat(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT || type == Character.SURROGATE;
    }
}
