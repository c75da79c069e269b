package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out acts: retry, hold, release, edit, discard, restore, and the undo of each. Every
 * memory is durable where it goes before it leaves where it was:
 *
 * <ol>
 *   <li>before the lock: a trash file for each memory that is discarded;
 *   <li>under the lock: the spool is merged, each move checked against what is there now, and the
 *       outcomes appended;
 *   <li>what enters the dead letters, or leaves them for the trash, is written there. A memory that
 *       comes from the queue is named in the queue file's {@code requeued} before that;
 *   <li>the queue file is replaced. It names in {@code requeued} what came from the dead letters;
 *   <li>these are taken out of the dead letters, and files of what was restored out of the trash.
 * </ol>
 *
 * A crash in between leaves a memory in two places. Of trash and queue the queue counts, and the
 * next merge, or the next act on that memory, takes the file out of the trash again; a dead letter
 * that the queue file names in {@code requeued}, and that stands in it or in the trash, is removed
 * by the next act or merge.
 */
final class QueueActs {
    private final QueueDirectory directory;
    private final QueueFile queueFile;
    private final QueueBackup backup;
    private final SpoolMerge merge;
    private final Trash trash;
    private final Outcomes outcomes;
    private final EmergencyLines emergency;
    private final DeadLetterWriter letterWriter;
    private final DeadLetterGate gate;
    private final Disk plainDisk;
    private final InstantSource clock;

    QueueActs(
            QueueDirectory directory,
            QueueFile queueFile,
            QueueBackup backup,
            SpoolMerge merge,
            Trash trash,
            Outcomes outcomes,
            EmergencyLines emergency,
            DeadLetterGate gate,
            Disk disk,
            InstantSource clock) {
        this.directory = directory;
        this.queueFile = queueFile;
        this.backup = backup;
        this.merge = merge;
        this.trash = trash;
        this.outcomes = outcomes;
        this.emergency = emergency;
        this.letterWriter = new DeadLetterWriter(directory, gate, clock);
        this.gate = gate;
        this.plainDisk = disk;
        this.clock = clock;
    }

    /** Does what can be done before the lock is taken, and writes files of what is discarded. */
    List<PreparedMove> prepare(List<Move> moves) throws IOException {
        List<PreparedMove> prepared = new ArrayList<>();
        boolean any = moves.stream().anyMatch(move -> move.to() == MemoryState.TRASH);
        Disk disk = directory.writable(plainDisk);
        if (any) {
            disk.ensureFolder(directory.own());
            disk.ensureFolder(directory.trash());
        }
        Instant now = clock.instant();
        try {
            for (Move move : moves) {
                Path file =
                        move.to() == MemoryState.TRASH
                                ? trash.write(move.after(), move.from(), disk)
                                : null;
                prepared.add(PreparedMove.of(move, file, now));
            }
            if (any) {
                disk.syncFolder(directory.trash());
            }
            trash.byText(); // read now what the look under the lock will only list
        } catch (IOException e) {
            forget(prepared);
            throw e;
        }
        return prepared;
    }

    /** Removes files that were prepared for nothing. */
    void forget(List<PreparedMove> prepared) {
        own(prepared).forEach(plainDisk::removeQuietly);
    }

    /** The caller holds the lock. */
    ActResult carryOut(List<PreparedMove> moves, HeldLock lock) {
        if (merge.merge(lock) instanceof FlushResult.Refused(String reason, int ignored)) {
            forget(moves);
            return new ActResult.Refused(reason);
        }
        ReadResult<QueueDocument> read = queueFile.readToChange();
        String problem = problem(read);
        if (problem != null) {
            forget(moves);
            return new ActResult.Refused(
                    directory.queueFile() + ": " + problem + " Nothing was changed.");
        }
        ActWriting writing = null;
        try {
            writing = check(moves, read, lock);
            return writing.write();
        } catch (IOException e) {
            if (writing == null) {
                forget(moves);
            }
            return failed(e, writing);
        }
    }

    static @Nullable String problem(ReadResult<QueueDocument> read) {
        return switch (read) {
            case ReadResult.Ok<QueueDocument>(QueueDocument document, var ignored) ->
                    document.countsOnly()
                            ? "it is larger than this program writes. Let the worker empty it."
                            : null;
            case ReadResult.Missing<QueueDocument> ignored -> null;
            case ReadResult.Corrupt<QueueDocument>(String reason, var ignored) ->
                    reason + ". Repair it with `restore`.";
            case ReadResult.Denied<QueueDocument>(String reason) -> reason + ". Make it readable.";
            case ReadResult.Unstable<QueueDocument>(String reason) ->
                    reason + ". Try again in a moment.";
        };
    }

    private ActResult failed(IOException e, @Nullable ActWriting writing) {
        String sentence =
                e instanceof QueueFile.ChangedMeanwhile
                        ? String.valueOf(e.getMessage())
                        : e instanceof QueueFile.NotConfirmed
                                ? e.getMessage() + " Look at the queue before you try again."
                                : directory.path()
                                        + ": "
                                        + DiskProblem.of(e, directory.path())
                                        + " Nothing was changed.";
        if (writing == null || writing.durable().isEmpty()) {
            return new ActResult.Refused(sentence);
        }
        List<Skipped> left = new ArrayList<>(writing.draft().skipped());
        for (StagedMove staged : writing.draft().staged()) {
            if (!writing.durable().contains(staged.moved())) {
                left.add(new Skipped(staged.move().id(), "could not be changed: " + sentence));
            }
        }
        return new ActResult.Done(writing.durable(), left);
    }

    private ActWriting check(
            List<PreparedMove> moves, ReadResult<QueueDocument> read, HeldLock lock)
            throws IOException {
        Disk disk = directory.writable(plainDisk);
        QueueDocument document = read.ok().orElseGet(QueueDocument::empty);
        FileStamp stamp = read instanceof ReadResult.Ok<QueueDocument> ok ? ok.stamp() : null;
        boolean fromEmergency = touches(moves, MemoryState.EMERGENCY);
        boolean letters = touches(moves, MemoryState.DEAD_LETTER);
        List<String> requeued = completeRequeued(document, disk);
        Letters dead = letters || fromEmergency ? readLetters() : Letters.NOT_ASKED;
        EmergencyLines.Look lines = new EmergencyLines.Look(List.of(), List.of(), List.of());
        if (fromEmergency) {
            if (moves.stream().anyMatch(p -> p.move().from() == MemoryState.EMERGENCY)) {
                emergency.drain(disk);
            }
            lines = emergency.look(lists(document, dead.value()), own(moves));
        }
        ActDraft draft =
                new ActDraft(
                        new ActDraft.Sight(
                                document,
                                dead.value(),
                                dead.closed(),
                                dead.unreadable(),
                                discarded(own(moves)),
                                lines,
                                clock.instant()),
                        moves);
        return new ActWriting(
                new ActWriting.Rooms(
                        directory,
                        queueFile,
                        backup,
                        trash,
                        outcomes,
                        letterWriter,
                        plainDisk,
                        clock),
                draft,
                document,
                stamp,
                dead,
                requeued,
                lines,
                lock,
                disk);
    }

    /** What lies in the trash, without what this act itself has just put there. */
    private Map<TextKey, List<Trash.Discarded>> discarded(Set<Path> own) throws IOException {
        Map<TextKey, List<Trash.Discarded>> files = new HashMap<>();
        trash.byText()
                .forEach(
                        (key, all) -> {
                            List<Trash.Discarded> others =
                                    all.stream().filter(d -> !own.contains(d.file())).toList();
                            if (!others.isEmpty()) {
                                files.put(key, others);
                            }
                        });
        return files;
    }

    private static Set<Path> own(List<PreparedMove> moves) {
        Set<Path> files = new HashSet<>();
        for (PreparedMove prepared : moves) {
            if (prepared.trashFile() != null) {
                files.add(prepared.trashFile());
            }
        }
        return files;
    }

    private static boolean touches(List<PreparedMove> moves, MemoryState state) {
        return moves.stream()
                .map(PreparedMove::move)
                .anyMatch(move -> move.from() == state || move.to() == state);
    }

    static List<List<Memory>> lists(QueueDocument document, DeadLetterFile.DeadLetters letters) {
        List<List<Memory>> lists = new ArrayList<>(document.standing());
        lists.add(letters.memories());
        return lists;
    }

    /**
     * The dead letters.
     *
     * @param closed why they may not be changed, null if they may
     */
    record Letters(
            DeadLetterFile.DeadLetters value,
            @Nullable FileStamp stamp,
            @Nullable String closed,
            boolean unreadable) {
        static final Letters NOT_ASKED =
                new Letters(DeadLetterFile.DeadLetters.NONE, null, null, false);
    }

    private Letters readLetters() {
        ReadResult<DeadLetterFile.DeadLetters> read =
                DeadLetterFile.read(directory.deadLetterFile());
        return switch (read) {
            case ReadResult.Ok<DeadLetterFile.DeadLetters>(var value, FileStamp stamp) ->
                    new Letters(value, stamp, gate.closedBecause().orElse(null), false);
            case ReadResult.Missing<DeadLetterFile.DeadLetters> ignored ->
                    new Letters(
                            DeadLetterFile.DeadLetters.NONE,
                            null,
                            gate.closedBecause().orElse(null),
                            false);
            case ReadResult.Corrupt<DeadLetterFile.DeadLetters>(String reason, var ignored) ->
                    unreadable(reason);
            case ReadResult.Denied<DeadLetterFile.DeadLetters>(String reason) -> unreadable(reason);
            case ReadResult.Unstable<DeadLetterFile.DeadLetters>(String reason) ->
                    unreadable(reason);
        };
    }

    private Letters unreadable(String reason) {
        return new Letters(
                DeadLetterFile.DeadLetters.NONE,
                null,
                "cannot be reached: " + directory.deadLetterFile() + ": " + reason,
                true);
    }

    /**
     * Removes dead letters that an earlier act has moved and that a crash left. Under the lock.
     *
     * @return the ids that still have to be named in the queue file
     */
    List<String> completeRequeued(QueueDocument document, Disk disk) {
        if (document.requeued().isEmpty()) {
            return List.of();
        }
        Letters letters = readLetters();
        if (letters.closed() != null) {
            return document.requeued();
        }
        try {
            Set<String> named = new HashSet<>(document.requeued());
            List<Memory> copies =
                    letters.value().memories().stream()
                            .filter(memory -> named.contains(memory.id()))
                            .toList();
            if (copies.isEmpty()) {
                return List.of();
            }
            Standing standing =
                    Standing.of(lists(document, DeadLetterFile.DeadLetters.NONE), copies);
            Set<TextKey> inTrash = trash.byText().keySet();
            List<RawJson> left = new ArrayList<>();
            for (Memory memory : letters.value().memories()) {
                boolean copy =
                        named.contains(memory.id())
                                && (standing.covers(memory)
                                        || inTrash.contains(TextKey.of(memory)));
                if (!copy) {
                    left.add(memory.raw());
                }
            }
            if (left.size() < letters.value().memories().size()) {
                // Whoever named them may have ended before their queue file was durable.
                queueFile.syncName(disk);
                letterWriter.replace(letters.value(), letters.stamp(), left, disk);
            }
            return List.of();
        } catch (IOException e) {
            return document.requeued(); // the next act tries again
        }
    }
}
