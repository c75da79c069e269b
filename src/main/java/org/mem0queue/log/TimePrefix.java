package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in front of a line, in the forms
 *
 * <pre>
 * [14:02:03] ✅ VPS healthy - processing queues...
 * 2026-11-23T14:02:03.123+01:00   ✅ Synced: ...
 * 2026-11-23 14:02:03,123 ...
 * </pre>
 *
 * @param length characters up to the text, with the one space that separates them
 */
record TimePrefix(@Nullable LogTime time, int length) {
    private static final TimePrefix NONE = new TimePrefix(null, 0);
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("\\[(\\d\\d):(\\d\\d):(\\d\\d)](?: |$)");
    private static final Pattern FULL =
            Pattern.compile(
                    "\\[?(\\d{4})-(\\d\\d)-(\\d\\d)[T"
                        + " ](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)?]?(?:"
                        + " |$)");

    static TimePrefix of(String line) {
        boolean possible =
                line.length() >= 10 && (line.charAt(0) == '[' || isDigit(line.charAt(0)));
        if (!possible) {
            return NONE;
        }
        try {
            Matcher full = FULL.matcher(line);
            if (full.lookingAt()) {
                return new TimePrefix(full(full), full.end());
            }
            Matcher timeOfDay = TIME_OF_DAY.matcher(line);
            if (timeOfDay.lookingAt()) {
                LocalTime time =
                        LocalTime.of(
                                number(timeOfDay, 1), number(timeOfDay, 2), number(timeOfDay, 3));
                return new TimePrefix(new LogTime.TimeOfDay(time), timeOfDay.end());
            }
        } catch (DateTimeException noSuchTime) {
            return NONE; // 25:61:00 is text
        }
        return NONE;
    }

    private static LogTime full(Matcher m) {
        String fraction = m.group(7);
        int nanos =
                fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        LocalDateTime local =
                LocalDateTime.of(
                        number(m, 1),
                        number(m, 2),
                        number(m, 3),
                        number(m, 4),
                        number(m, 5),
                        number(m, 6),
                        nanos);
        String offset = m.group(8);
        return offset == null
                ? new LogTime.Local(local)
                : new LogTime.Zoned(OffsetDateTime.of(local, ZoneOffset.of(offset)));
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
