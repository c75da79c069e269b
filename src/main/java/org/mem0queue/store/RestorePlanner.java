package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.RestorePlan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides what a restore would put back: what the good state and {@code kept/} hold and no file has
 * now, except that a memory for which something speaks of sending since then is uncertain. Looks
 * only.
 */
final class RestorePlanner {
    /** Python's worker logs the first 8 characters of an id. */
    private static final int LOGGED_ID_LENGTH = 8;

    /** How much of the end of a damaged file is searched for its counters. */
    private static final int SALVAGE_BYTES = 1 << 16;

    private static final Pattern TOTAL_SYNCED = Pattern.compile("\"total_synced\":\\s*(\\d{1,15})");

    private final QueueDirectory directory;
    private final QueueFile queueFile;
    private final Outcomes outcomes;
    private final Trash trash;
    private final InstantSource clock;

    RestorePlanner(
            QueueDirectory directory,
            QueueFile queueFile,
            Outcomes outcomes,
            Trash trash,
            InstantSource clock) {
        this.directory = directory;
        this.queueFile = queueFile;
        this.outcomes = outcomes;
        this.trash = trash;
        this.clock = clock;
    }

    /** Reads a backup or a queue snapshot. */
    static ReadResult<QueueDocument> read(Path source) {
        return FileReader.read(
                source,
                (channel, stamp) -> QueueParser.parse(SharedBlocks.read(channel, null), null));
    }

    /**
     * Plans a restore.
     *
     * @param loggedAsSent the ids, cut to 8 characters, that the worker log names as stored
     */
    QueueRestore.Preview plan(Path source, Instant sourceTime, Set<String> loggedAsSent)
            throws IOException {
        ReadResult<QueueDocument> good = read(source);
        if (!(good
                instanceof ReadResult.Ok<QueueDocument>(QueueDocument kept, FileStamp ignored))) {
            return new QueueRestore.Preview.Impossible(
                    source + " cannot be used: it is " + good.word() + ". Choose another state.");
        }
        ReadResult<QueueDocument> current = queueFile.read();
        return switch (current) {
            case ReadResult.Ok<QueueDocument>(QueueDocument now, FileStamp stamp) ->
                    new QueueRestore.Preview.Planned(
                            plan(source, sourceTime, kept, now, stamp, "ok", loggedAsSent));
            case ReadResult.Missing<QueueDocument> missing ->
                    new QueueRestore.Preview.Planned(
                            plan(source, sourceTime, kept, null, null, "missing", loggedAsSent));
            case ReadResult.Corrupt<QueueDocument>(String reason, FileStamp stamp) ->
                    Files.isRegularFile(directory.queueFile())
                            ? new QueueRestore.Preview.Planned(
                                    plan(
                                            source,
                                            sourceTime,
                                            kept,
                                            null,
                                            stamp,
                                            "corrupt",
                                            loggedAsSent))
                            : new QueueRestore.Preview.Impossible(
                                    directory.queueFile()
                                            + ": "
                                            + reason
                                            + ". Move it away, then restore.");
            case ReadResult.Denied<QueueDocument>(String reason) ->
                    new QueueRestore.Preview.Impossible(
                            directory.queueFile() + ": " + reason + ". Make it readable first.");
            case ReadResult.Unstable<QueueDocument>(String reason) ->
                    new QueueRestore.Preview.Impossible(
                            directory.queueFile() + ": " + reason + ". Try again in a moment.");
        };
    }

    private RestorePlan plan(
            Path source,
            Instant sourceTime,
            QueueDocument kept,
            @Nullable QueueDocument now,
            @Nullable FileStamp stamp,
            String state,
            Set<String> loggedAsSent)
            throws IOException {
        Set<String> here = idsOutsideTheQueue(now == null ? kept.merged() : now.merged());
        if (now != null) {
            now.standing().forEach(list -> list.forEach(memory -> here.add(memory.id())));
        }
        Candidates candidates = candidates(kept, now, sourceTime, here);
        long unexplained =
                unexplainedGrowth(
                        kept.stats().totalSynced(), totalSynced(now), candidates, loggedAsSent);
        List<Memory> toQueue = new ArrayList<>();
        List<Memory> toFailed = new ArrayList<>();
        List<Memory> toHeld = new ArrayList<>();
        List<Memory> uncertain = new ArrayList<>();
        int newer = 0;
        for (Memory memory : candidates.memories()) {
            if (unexplained > 0
                    || isLogged(memory, loggedAsSent)
                    || memory.state() == MemoryState.IN_FLIGHT // it was being sent
                    || memory.state() == MemoryState.IN_DOUBT) {
                uncertain.add(memory.in(MemoryState.UNCERTAIN));
            } else if (memory.state() == MemoryState.FAILED) {
                toFailed.add(memory);
            } else if (memory.state() == MemoryState.HELD) {
                toHeld.add(memory); // whoever brings the queue back has not released it
            } else {
                toQueue.add(memory);
                newer += memory.state() == MemoryState.UNCERTAIN ? 1 : 0;
            }
        }
        return new RestorePlan(
                source,
                sourceTime,
                stamp,
                state,
                List.copyOf(toQueue),
                List.copyOf(toFailed),
                List.copyOf(toHeld),
                List.copyOf(uncertain),
                candidates.alreadyThere(),
                newer);
    }

    /**
     * Plans to put back memories that a foreign program took out; {@code kept/} is their source.
     */
    QueueRestore.Preview planPuttingBack(
            QueueDocument now, FileStamp stamp, List<Memory> missing, Set<String> loggedAsSent) {
        List<Memory> toQueue = new ArrayList<>();
        List<Memory> uncertain = new ArrayList<>();
        for (Memory memory : missing) {
            (isLogged(memory, loggedAsSent) ? uncertain : toQueue).add(memory);
        }
        return new QueueRestore.Preview.Planned(
                new RestorePlan(
                        directory.kept(),
                        clock.instant(),
                        stamp,
                        "ok",
                        List.copyOf(toQueue),
                        List.of(),
                        List.of(),
                        List.copyOf(uncertain),
                        now.queue().size(),
                        toQueue.size()));
    }

    private record Candidates(List<Memory> memories, int alreadyThere) {}

    /** What the good state and {@code kept/} hold and no file has now; each id once. */
    private Candidates candidates(
            QueueDocument good, @Nullable QueueDocument now, Instant since, Set<String> here)
            throws IOException {
        Set<TextKey> discarded = trash.byText().keySet();
        List<Memory> memories = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int alreadyThere = 0;
        for (List<Memory> list :
                List.of(good.inFlight(), good.queue(), good.failed(), good.held())) {
            for (Memory memory : list) {
                if (!seen.add(memory.id())) {
                    continue;
                }
                if (here.contains(memory.id())) {
                    alreadyThere++;
                } else if (!outcomes.settled(memory) && !discarded.contains(TextKey.of(memory))) {
                    memories.add(Claim.without(memory));
                }
            }
        }
        // Merged later than the good state: what neither its queue nor its history knows.
        Set<String> known = new HashSet<>(seen);
        good.last100().forEach(memory -> known.add(memory.id()));
        if (now != null) {
            now.last100().forEach(memory -> known.add(memory.id()));
        }
        for (SpoolFile file : new Kept(directory).list()) {
            if (!isNewer(file, good, since)) {
                continue;
            }
            List<Memory> batch =
                    LineFile.read(file.path(), MemoryState.UNCERTAIN)
                            .ok()
                            .map(LineFile.Lines::memories)
                            .orElse(List.of());
            for (Memory memory : batch) {
                if (!here.contains(memory.id())
                        && known.add(memory.id())
                        && !outcomes.settled(memory)
                        && !discarded.contains(TextKey.of(memory))) {
                    memories.add(memory);
                }
            }
        }
        return new Candidates(memories, alreadyThere);
    }

    /**
     * Whether a batch was merged after a state: the file had counted more by then, or, since a file
     * that went back counts the same numbers again, it happened later.
     */
    private static boolean isNewer(SpoolFile file, QueueDocument state, Instant stateTime)
            throws IOException {
        if (state.merged().contains(file.spoolName())) {
            return false;
        }
        long counted = state.stats().totalQueued().orElse(Long.MAX_VALUE);
        return file.queuedThen().orElse(0) > counted || !Kept.mergedAt(file).isBefore(stateTime);
    }

    /**
     * Ids that are safe elsewhere.
     *
     * @param merged spool files that the restored version will say it holds: they only wait for
     *     their move, so what is in them is not safe by being there
     */
    private Set<String> idsOutsideTheQueue(List<String> merged) throws IOException {
        Set<String> ids = new HashSet<>();
        DeadLetterFile.read(directory.deadLetterFile())
                .ok()
                .ifPresent(file -> file.memories().forEach(memory -> ids.add(memory.id())));
        LineFile.read(directory.emergencyFile(), MemoryState.EMERGENCY)
                .ok()
                .ifPresent(file -> file.memories().forEach(memory -> ids.add(memory.id())));
        for (SpoolFile file : Spool.list(directory.spool())) {
            if (merged.contains(file.name())) {
                continue;
            }
            LineFile.read(file.path(), MemoryState.SPOOLED)
                    .ok()
                    .ifPresent(lines -> lines.memories().forEach(memory -> ids.add(memory.id())));
        }
        return ids;
    }

    private static boolean isLogged(Memory memory, Set<String> loggedAsSent) {
        String id = memory.id();
        return loggedAsSent.contains(id.substring(0, Math.min(LOGGED_ID_LENGTH, id.length())));
    }

    /** By how much more was sent since the good state than the log names among the candidates. */
    private static long unexplainedGrowth(
            OptionalLong before, OptionalLong now, Candidates candidates, Set<String> logged) {
        if (before.isEmpty() || now.isEmpty()) {
            return 0;
        }
        long named = candidates.memories().stream().filter(m -> isLogged(m, logged)).count();
        return now.getAsLong() - before.getAsLong() - named;
    }

    /** The counter of the present version; of a damaged one, what its last bytes still say. */
    private OptionalLong totalSynced(@Nullable QueueDocument now) {
        if (now != null) {
            return now.stats().totalSynced();
        }
        try (RandomAccessFile file = new RandomAccessFile(directory.queueFile().toFile(), "r")) {
            long from = Math.max(0, file.length() - SALVAGE_BYTES);
            byte[] end = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(end);
            Matcher found = TOTAL_SYNCED.matcher(new String(end, ISO_8859_1));
            OptionalLong last = OptionalLong.empty();
            while (found.find()) {
                last = OptionalLong.of(Long.parseLong(found.group(1)));
            }
            return last;
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }
}
