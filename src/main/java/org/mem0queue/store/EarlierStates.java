package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the backup and the newest queue snapshots say the queue once held, to notice that it was
 * wiped: {@code total_queued} only ever grows, so a version that counts less than an earlier one
 * was made from nothing, or from an old copy.
 *
 * <p>Reads only when the present version looks young (missing, or counting no more than a new one
 * would), and each copy once. Confined to one thread at a time.
 */
public final class EarlierStates {
    /** Python keeps so many; a file that counted more has a history of its own by then. */
    private static final int YOUNG = 100;

    /** The newest snapshots that are looked at, beside the backup and one pinned state. */
    private static final int SNAPSHOTS = 5;

    /** A larger copy is not read: a look must stay cheap, and such a queue is not young. */
    private static final long LIMIT_BYTES = 64L << 20;

    private final QueueDirectory directory;
    private final QueueSnapshots snapshots;
    private Map<Path, Reading> readings = new HashMap<>();

    private record Reading(FileStamp stamp, @Nullable State state) {}

    /**
     * One earlier version.
     *
     * @param waiting ids of queue, in flight, failed and held
     * @param named these and the ids of {@code last_100}
     */
    private record State(
            Path file, Instant time, long totalQueued, Set<String> waiting, Set<String> named) {}

    /**
     * The queue counts less than it once did, and memories that waited then are nowhere now.
     *
     * @param source the copy that still holds them
     * @param time of that copy
     * @param missing their ids
     */
    public record Shrink(Path source, Instant time, List<String> missing) {}

    public EarlierStates(QueueDirectory directory, QueueSnapshots snapshots) {
        this.directory = directory;
        this.snapshots = snapshots;
    }

    /**
     * Compares with the present version. What a copy holds whose incident a person has closed is
     * not missed any more, wherever else it stands.
     *
     * @param now null if the queue file is missing
     * @param here the ids in any file now; asked for only if something was lost
     * @return null if nothing speaks of a loss
     */
    public @Nullable Shrink find(@Nullable QueueDocument now, Supplier<Set<String>> here) {
        OptionalLong counted = now == null ? OptionalLong.of(-1) : now.stats().totalQueued();
        if (counted.isEmpty() || counted.getAsLong() > YOUNG || (now != null && now.countsOnly())) {
            readings = new HashMap<>();
            return null;
        }
        List<State> closed = new ArrayList<>();
        List<State> states = states(closed);
        State best =
                states.stream()
                        .max(
                                Comparator.comparingLong(State::totalQueued)
                                        .thenComparing(State::time))
                        .orElse(null);
        if (best == null || best.totalQueued() <= counted.getAsLong() || best.waiting().isEmpty()) {
            return null;
        }
        Set<String> missing = new HashSet<>(best.waiting());
        missing.removeAll(here.get());
        closed.forEach(state -> missing.removeAll(state.waiting()));
        if (now != null) {
            now.last100().forEach(memory -> missing.remove(memory.id()));
        }
        // What a later, smaller version had again was put back by a restore.
        states.stream()
                .filter(s -> s.time().isAfter(best.time()) && s.totalQueued() < best.totalQueued())
                .forEach(s -> missing.removeAll(s.named()));
        return missing.isEmpty()
                ? null
                : new Shrink(best.file(), best.time(), missing.stream().sorted().toList());
    }

    /**
     * @param closed takes the states that were closed
     */
    private List<State> states(List<State> closed) {
        Map<Path, Reading> read = new HashMap<>();
        List<State> states = new ArrayList<>();
        add(directory.backupFile(), null, read, states);
        int good = 0;
        int pinned = 0;
        int settled = 0;
        for (QueueSnapshots.Copy copy : copies()) {
            boolean wanted =
                    switch (copy.label()) {
                        case DAMAGED -> false;
                        case BEFORE_SHRINK -> pinned++ == 0;
                        case NONE, RESTORE -> good++ < SNAPSHOTS;
                        case CLOSED -> settled++ < SNAPSHOTS;
                    };
            if (wanted) {
                boolean isClosed = copy.label() == QueueSnapshots.Label.CLOSED;
                add(copy.file(), copy.time(), read, isClosed ? closed : states);
            }
        }
        readings = read;
        return states;
    }

    private List<QueueSnapshots.Copy> copies() {
        try {
            return snapshots.list();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void add(
            Path file, @Nullable Instant time, Map<Path, Reading> read, List<State> states) {
        Reading known = readings.get(file);
        if (known == null || !QueueStore.isUnchanged(file, known.stamp())) {
            known = read(file, time);
        }
        if (known != null) {
            read.put(file, known);
            if (known.state() != null) {
                states.add(known.state());
            }
        }
    }

    private static @Nullable Reading read(Path file, @Nullable Instant time) {
        try {
            FileStamp stamp = FileStamps.of(file);
            if (!Files.isRegularFile(file) || stamp.sizeBytes() > LIMIT_BYTES) {
                return new Reading(stamp, null);
            }
            ReadResult<QueueDocument> result = readCopy(file);
            return new Reading(
                    stamp,
                    result.ok()
                            .map(d -> state(file, time == null ? stamp.modified() : time, d))
                            .orElse(null));
        } catch (IOException gone) {
            return null;
        }
    }

    /** Reads a copy of a queue file, whatever its name. Keeps nothing. */
    public static ReadResult<QueueDocument> readCopy(Path file) {
        return FileReader.read(
                file,
                (channel, stamp) -> QueueParser.parse(SharedBlocks.read(channel, null), null));
    }

    private static State state(Path file, Instant time, QueueDocument document) {
        Set<String> waiting = new HashSet<>();
        document.standing().forEach(list -> list.forEach(memory -> waiting.add(memory.id())));
        Set<String> named = new HashSet<>(waiting);
        document.last100().forEach(memory -> named.add(memory.id()));
        return new State(file, time, document.stats().totalQueued().orElse(0), waiting, named);
    }
}
