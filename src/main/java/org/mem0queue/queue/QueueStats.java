package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The queue file's own counters, as found. They are the Python programs' word, not ours.
 *
 * @param lastSync local time without a zone, as Python wrote it; null if never or unknown
 * @param raw the whole object, null if there is none
 */
public record QueueStats(
        OptionalLong totalQueued,
        OptionalLong totalSynced,
        OptionalLong totalFailed,
        @Nullable String lastSync,
        @Nullable RawJson raw) {

    /** No counters at all: a missing file or a file without {@code stats}. */
    public static final QueueStats NONE =
            new QueueStats(
                    OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), null, null);

    /** {@link #lastSync} as a time, taken for this computer's; empty if it is none. */
    public Optional<Instant> lastSyncAt() {
        if (lastSync == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(lastSync).atZone(ZoneId.systemDefault()).toInstant());
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
