package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * One text that an agent wants to keep, as it stands in one of the files. The few fields that lists
 * and counts need are decoded; everything else is read from {@link #raw()} when asked for, so that
 * a 100 MB queue does not cost its size twice.
 */
public final class Memory {
    private static final long NO_TIME = Long.MIN_VALUE;

    private final String id;
    private final boolean idDerived;
    private final @Nullable String projectId;
    private final long epochSecond;
    private final long dueEpochMilli;
    private final int retries;
    private final MemoryState state;
    private final RawJson raw;

    /**
     * @param id the entry's own id, or one derived from its bytes if it has none
     * @param idDerived whether the id is derived
     * @param projectId null if the entry has none, or one that is not a text
     * @param timestamp null if the entry has none, or one that is not a number
     * @param retries attempts so far, 0 if unknown
     */
    public Memory(
            String id,
            boolean idDerived,
            @Nullable String projectId,
            @Nullable Instant timestamp,
            int retries,
            MemoryState state,
            RawJson raw) {
        this(id, idDerived, projectId, timestamp, null, retries, state, raw);
    }

    /**
     * @param nextAttempt when it may be sent again; null if it may at any time
     */
    public Memory(
            String id,
            boolean idDerived,
            @Nullable String projectId,
            @Nullable Instant timestamp,
            @Nullable Instant nextAttempt,
            int retries,
            MemoryState state,
            RawJson raw) {
        this(
                id,
                idDerived,
                projectId,
                timestamp == null ? NO_TIME : timestamp.getEpochSecond(),
                nextAttempt == null ? NO_TIME : milli(nextAttempt),
                retries,
                state,
                raw);
    }

    private Memory(
            String id,
            boolean idDerived,
            @Nullable String projectId,
            long epochSecond,
            long dueEpochMilli,
            int retries,
            MemoryState state,
            RawJson raw) {
        this.id = id;
        this.idDerived = idDerived;
        this.projectId = projectId;
        this.epochSecond = epochSecond;
        this.dueEpochMilli = dueEpochMilli;
        this.retries = retries;
        this.state = state;
        this.raw = raw;
    }

    /** Never empty; unique within one file unless the file itself repeats it. */
    public String id() {
        return id;
    }

    /** True if the entry has no usable id of its own, so that this one was made from its bytes. */
    public boolean idDerived() {
        return idDerived;
    }

    public Optional<String> projectId() {
        return Optional.ofNullable(projectId);
    }

    /** When it was saved, to the second. */
    public Optional<Instant> timestamp() {
        return epochSecond == NO_TIME
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(epochSecond));
    }

    /** When it may be sent again, to the millisecond; empty if it may at any time. */
    public Optional<Instant> nextAttempt() {
        return dueEpochMilli == NO_TIME
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(dueEpochMilli));
    }

    /** Files may name times that no clock reaches. */
    private static long milli(Instant time) {
        return time.getEpochSecond() > Long.MAX_VALUE / 1000 - 1
                ? Long.MAX_VALUE
                : Math.max(NO_TIME + 1, time.toEpochMilli());
    }

    public int retries() {
        return retries;
    }

    public MemoryState state() {
        return state;
    }

    /** The whole entry as found. */
    public RawJson raw() {
        return raw;
    }

    /** Everything else the entry holds, decoded now: costs a parse of the entry. */
    public MemoryDetail detail() {
        return MemoryDetail.decode(raw);
    }

    /** The same memory in another state. */
    public Memory in(MemoryState other) {
        return new Memory(
                id, idDerived, projectId, epochSecond, dueEpochMilli, retries, other, raw);
    }

    /** The same memory at the same place of another source that holds the same bytes there. */
    public Memory in(ByteSource other) {
        return new Memory(
                id,
                idDerived,
                projectId,
                epochSecond,
                dueEpochMilli,
                retries,
                state,
                raw.in(other));
    }

    /** Id and state only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "Memory[" + id + ", " + state.word() + "]";
    }
}
