package org.mem0queue.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The time a line carries. Most lines of the Python workers carry none. */
public sealed interface LogTime {

    /** {@code [14:02:03]}: the endless worker's; local, without a date. */
    record TimeOfDay(LocalTime time) implements LogTime {}

    /** A full time without a zone: local to the machine that wrote it. */
    record Local(LocalDateTime time) implements LogTime {}

    /** A full time with its offset, as our own sync writes it. */
    record Zoned(OffsetDateTime time) implements LogTime {}

    /** Hours, minutes, seconds as written. */
    default LocalTime timeOfDay() {
        return switch (this) {
            case TimeOfDay(LocalTime time) -> time;
            case Local(LocalDateTime time) -> time.toLocalTime();
            case Zoned(OffsetDateTime time) -> time.toLocalTime();
        };
    }

    /**
     * The instant meant. For a time of day: the last time it was so late, not after {@code
     * notAfter} (the file's last change, or the instant of the next dated line), so it may be days
     * too young in a log that was silent for days.
     */
    default Instant at(ZoneId zone, Instant notAfter) {
        return switch (this) {
            case Zoned(OffsetDateTime time) -> time.toInstant();
            case Local(LocalDateTime time) -> time.atZone(zone).toInstant();
            case TimeOfDay(LocalTime time) -> {
                var limit = notAfter.atZone(zone);
                var sameDay = limit.toLocalDate().atTime(time).atZone(zone);
                yield (sameDay.isAfter(limit)
                                ? limit.toLocalDate().minusDays(1).atTime(time).atZone(zone)
                                : sameDay)
                        .toInstant();
            }
        };
    }
}
