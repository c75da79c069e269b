package org.mem0queue.store;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One batch of accepted saves, JSON Lines, named so that any process can tell when and by whom it
 * was written without opening it:
 *
 * <pre>20261123T140203.123Z-1f0c2b7a9d3e-77aa01c2d3e4-4711-3-9f8e7d6c.jsonl
 * time                 machine      boot         pid  n chance
 * {"id": "5b…", "project_id": "trace-hub", "content": "…", "timestamp": 1764460800, "retries": 0, "source": "cli"}
 * </pre>
 *
 * In {@code kept/} the name also has {@code @1234}: how many memories had ever been queued when
 * this batch was merged. A name ending in {@code -given} tells that a caller chose the ids, so that
 * a repeat is looked for among what was merged before.
 */
public record SpoolFile(
        Path path,
        String name,
        Instant time,
        SpoolIdentity writer,
        boolean idsGiven,
        OptionalLong queuedThen) {
    static final String SUFFIX = ".jsonl";

    private static final String GIVEN = "-given";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile(
                    "(\\d{8}T\\d{6}\\.\\d{3}Z)-([0-9a-z]+)-([0-9a-z]+)-\\d+-\\d+-[0-9a-f]+("
                            + GIVEN
                            + ")?(?:@(\\d{1,18}))?\\.jsonl");

    static String newName(Instant now, SpoolIdentity writer, boolean idsGiven) {
        return TIME.format(now)
                + "-"
                + writer.machine()
                + "-"
                + writer.boot()
                + "-"
                + TemporaryNames.unique()
                + (idsGiven ? GIVEN : "")
                + SUFFIX;
    }

    static Optional<SpoolFile> of(Path path) {
        String name = path.getFileName().toString();
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SpoolFile(
                            path,
                            name,
                            TIME.parse(parts.group(1), Instant::from),
                            new SpoolIdentity(parts.group(2), parts.group(3)),
                            parts.group(4) != null,
                            parts.group(5) == null
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Long.parseLong(parts.group(5)))));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** The name it had in the spool, by which a queue file's marker knows it. */
    String spoolName() {
        return queuedThen.isEmpty() ? name : name.substring(0, name.lastIndexOf('@')) + SUFFIX;
    }

    /**
     * The name it gets in {@code kept/}: with how many memories had been queued when its last one
     * was, as the queue file counts them, so that anybody can tell later how many came after it.
     */
    String keptName(OptionalLong queued) {
        return queued.isEmpty()
                ? name
                : name.substring(0, name.length() - SUFFIX.length())
                        + "@"
                        + queued.getAsLong()
                        + SUFFIX;
    }

    /** Whether a process with that identity may merge it. */
    boolean sharedBy(SpoolIdentity reader) {
        return writer.machine().equals(reader.machine()) || writer.boot().equals(reader.boot());
    }
}
