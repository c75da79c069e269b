package org.mem0queue.cli;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.QueueService;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds memories by what a person types: an id's beginning, a time, an expression. */
final class Selection {
    private static final Pattern AGO = Pattern.compile("(\\d{1,9})\\s*(s|min|m|h|d|w)");

    private static final List<MemoryState> ALL =
            List.of(
                    MemoryState.SPOOLED,
                    MemoryState.PENDING,
                    MemoryState.HELD,
                    MemoryState.IN_FLIGHT,
                    MemoryState.IN_DOUBT,
                    MemoryState.FAILED,
                    MemoryState.DEAD_LETTER,
                    MemoryState.EMERGENCY,
                    MemoryState.TRASH);

    private Selection() {}

    /** All memories of a snapshot, in the order of their states. */
    static List<Memory> all(QueueSnapshot snapshot) {
        List<Memory> all = new ArrayList<>();
        ALL.forEach(state -> all.addAll(snapshot.in(state)));
        return all;
    }

    /** Whether memories of that state stand in the queue file and nowhere else. */
    static boolean isInQueueFile(MemoryState state) {
        return state == MemoryState.PENDING
                || state == MemoryState.HELD
                || state == MemoryState.IN_FLIGHT
                || state == MemoryState.IN_DOUBT
                || state == MemoryState.FAILED;
    }

    /** Stops a command that would speak of memories it could not see. */
    static void requireReadable(QueueSnapshot snapshot) throws Failure {
        QueueSnapshot.QueueFileStatus file = snapshot.queueFile();
        if (snapshot.countsOnly()) {
            throw Failure.failed(
                    snapshot.directory().resolve("mem0_queue.json")
                            + " is so large that only counts are read: see `mem0-queue status`, or"
                            + " raise the limit with `mem0-queue config set large_file`.");
        }
        if (file.problem() != null) {
            throw Failure.failed(
                    snapshot.directory().resolve("mem0_queue.json")
                            + ": "
                            + file.problem()
                            + ". See `mem0-queue doctor`.");
        }
    }

    /** The one memory whose id begins with that text, also if it is in no file any more. */
    static Memory anywhere(QueueService service, String prefix) throws Failure {
        QueueSnapshot snapshot = service.look();
        List<Memory> all = new ArrayList<>(all(snapshot));
        if (!prefix.isEmpty() && all.stream().noneMatch(m -> m.id().startsWith(prefix))) {
            service.knownByPrefix(prefix, 5)
                    .done()
                    .orElse(List.of())
                    .forEach(known -> all.add(known.memory()));
        }
        return byPrefix(snapshot, all, prefix);
    }

    /** The one memory whose id begins with that text. */
    static Memory byPrefix(QueueSnapshot snapshot, String prefix) throws Failure {
        return byPrefix(snapshot, all(snapshot), prefix);
    }

    private static Memory byPrefix(QueueSnapshot snapshot, List<Memory> all, String prefix)
            throws Failure {
        List<Memory> found = new ArrayList<>();
        for (Memory memory : all) {
            if (memory.id().equals(prefix)) {
                return memory;
            }
            if (memory.id().startsWith(prefix)) {
                found.add(memory);
            }
        }
        if (found.isEmpty()) {
            requireReadable(snapshot); // it may well be there
        }
        if (found.isEmpty() || prefix.isEmpty()) {
            throw Failure.failed(
                    "No memory in "
                            + snapshot.directory()
                            + " has an id that begins with \""
                            + Printable.of(prefix)
                            + "\". See `mem0-queue list all`.");
        }
        if (found.size() > 1) {
            throw Failure.failed(
                    found.size()
                            + " memories in "
                            + snapshot.directory()
                            + " have ids that begin with \""
                            + Printable.of(prefix)
                            + "\". Type more of the id: "
                            + String.join(
                                    ", ",
                                    found.stream().limit(4).map(m -> Printable.of(m.id())).toList())
                            + (found.size() > 4 ? ", ..." : "."));
        }
        return found.getFirst();
    }

    static Pattern expression(String text) throws Failure {
        try {
            return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw Failure.usage(
                    "\""
                            + text
                            + "\" is not a regular expression: "
                            + e.getDescription().toLowerCase(Locale.ROOT)
                            + ". Escape special characters with a backslash.");
        }
    }

    /** A date, a date and time (with or without zone), or how long ago: 45s, 10min, 2h, 3d, 1w. */
    static Instant since(String text, Instant now, ZoneId zone) throws Failure {
        Matcher ago = AGO.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            long n = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "s" -> Duration.ofSeconds(n);
                        case "m", "min" -> Duration.ofMinutes(n);
                        case "h" -> Duration.ofHours(n);
                        case "d" -> Duration.ofDays(n);
                        default -> Duration.ofDays(7 * n);
                    });
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notThat) {
            // tried next
        }
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
        } catch (DateTimeException notThat) {
            // tried next
        }
        try {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw Failure.usage(
                    "\""
                            + text
                            + "\" is not a time. Write 2026-11-23, 2026-11-23T14:00, or how long"
                            + " ago: 45s, 10min, 2h, 3d, 1w.");
        }
    }
}
