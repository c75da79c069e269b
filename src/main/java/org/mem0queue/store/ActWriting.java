package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The writes of one act, in their order. */
final class ActWriting {
    /** What leaves these for the queue leaves it because a person says that it is not stored. */
    private static final Set<MemoryState> RESENT_FROM =
            EnumSet.of(
                    MemoryState.IN_DOUBT,
                    MemoryState.IN_FLIGHT,
                    MemoryState.UNCERTAIN,
                    MemoryState.LOST);

    private final Rooms rooms;
    private final ActDraft draft;
    private final QueueDocument document;
    private @Nullable FileStamp stamp;
    private final QueueActs.Letters letters;
    private final List<String> requeued;
    private final EmergencyLines.Look lines;
    private final HeldLock lock;
    private final Disk disk;
    private final List<Moved> durable = new ArrayList<>();

    /** Where an act writes. */
    record Rooms(
            QueueDirectory directory,
            QueueFile queueFile,
            QueueBackup backup,
            Trash trash,
            Outcomes outcomes,
            DeadLetterWriter letterWriter,
            Disk plainDisk,
            InstantSource clock) {}

    ActWriting(
            Rooms rooms,
            ActDraft draft,
            QueueDocument document,
            @Nullable FileStamp stamp,
            QueueActs.Letters letters,
            List<String> requeued,
            EmergencyLines.Look lines,
            HeldLock lock,
            Disk disk) {
        this.rooms = rooms;
        this.draft = draft;
        this.document = document;
        this.stamp = stamp;
        this.letters = letters;
        this.requeued = requeued;
        this.lines = lines;
        this.lock = lock;
        this.disk = disk;
    }

    ActDraft draft() {
        return draft;
    }

    /** What is done even if a later write fails. */
    List<Moved> durable() {
        return durable;
    }

    ActResult write() throws IOException {
        draft.unneeded().forEach(rooms.plainDisk()::removeQuietly);
        if (draft.staged().isEmpty()) {
            return new ActResult.Done(List.of(), draft.skipped());
        }
        rooms.outcomes().append(outcomesBefore(), disk);
        writeLettersFirst();
        if (draft.file().isChanged()) {
            rooms.queueFile().replace(queueDraft(), stamp, lock, disk, rooms.backup()::keep);
        }
        finish();
        return new ActResult.Done(
                draft.staged().stream().map(StagedMove::moved).toList(), draft.skipped());
    }

    private void writeLettersFirst() throws IOException {
        if (draft.lettersFirst().isChanged()) {
            List<String> leaving = ids(MemoryState.PENDING, MemoryState.DEAD_LETTER);
            leaving.addAll(ids(MemoryState.FAILED, MemoryState.DEAD_LETTER));
            if (!leaving.isEmpty()) {
                QueueDraft marked = new QueueDraft(document);
                marked.requeued(union(requeued, leaving));
                rooms.queueFile().replace(marked, stamp, lock, disk, rooms.backup()::keep);
                stamp = FileStamps.of(rooms.directory().queueFile());
            }
            rooms.letterWriter()
                    .replace(letters.value(), letters.stamp(), draft.lettersFirst().result(), disk);
        }
        draft.staged().stream()
                .filter(s -> s.needsOnlyLetters() || s.move().from() == MemoryState.EMERGENCY)
                .filter(s -> s.move().to() != MemoryState.PENDING)
                .forEach(s -> durable.add(s.moved()));
    }

    private QueueDraft queueDraft() {
        QueueDraft next = new QueueDraft(document);
        draft.file().writeTo(next);
        next.followFailed();
        int stored =
                ids(MemoryState.IN_DOUBT, MemoryState.SYNCED).size()
                        + ids(MemoryState.IN_FLIGHT, MemoryState.SYNCED).size();
        if (stored > 0) {
            next.countSynced(stored, ClaimDraft.localTime(rooms.clock().instant()));
        }
        next.requeued(union(requeued, ids(MemoryState.DEAD_LETTER, MemoryState.PENDING)));
        Set<String> counted = new HashSet<>();
        document.last100().forEach(memory -> counted.add(memory.id()));
        List<RawJson> first =
                draft.staged().stream()
                        .filter(StagedMove::isNewToQueueFile)
                        .filter(s -> !counted.contains(s.moved().idNow()))
                        .map(s -> s.moved().after())
                        .toList();
        next.countQueued(first); // no program has ever counted it
        return next;
    }

    private List<String> ids(MemoryState from, MemoryState to) {
        List<String> ids = new ArrayList<>();
        draft.staged().stream()
                .filter(staged -> staged.is(from, to))
                .forEach(staged -> ids.add(staged.move().id()));
        return ids;
    }

    private static List<String> union(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        other.stream().filter(id -> !one.contains(id)).forEach(all::add);
        return all;
    }

    /**
     * What is left to do when the act is durable. Nothing here may call it failed: what does not
     * succeed leaves a memory in two places, which the next act puts right.
     */
    private void finish() {
        try {
            if (!ids(MemoryState.DEAD_LETTER, MemoryState.PENDING).isEmpty()) {
                FileStamp now = letters.stamp();
                if (draft.lettersFirst().isChanged()) {
                    now = FileStamps.of(rooms.directory().deadLetterFile());
                }
                rooms.letterWriter()
                        .replace(letters.value(), now, draft.lettersLast().result(), disk);
            }
            rooms.outcomes().append(outcomesAfter(), disk);
            takeOutOfTrash();
        } catch (IOException e) {
            // see above
        }
    }

    /** Files of what was restored, and what discards that were cut off left of what moved now. */
    private void takeOutOfTrash() throws IOException {
        boolean any = false;
        for (StagedMove staged : draft.staged()) {
            if (isAnotherNow(staged.move())) {
                for (Trash.Discarded file : draft.inTrash(staged.move())) {
                    disk.delete(file.file());
                    any = true;
                }
            }
        }
        if (any) {
            disk.syncFolder(rooms.directory().trash());
        }
    }

    /**
     * Whether a discard that was planned before this act finds the memory no longer as it was. If
     * it does, the file that it has prepared must stay.
     */
    private static boolean isAnotherNow(Move move) {
        return move.from() != move.to() || !Move.hashOf(move.after()).equals(move.sha256());
    }

    private List<Outcomes.Line> outcomesBefore() throws IOException {
        List<Outcomes.Line> told = new ArrayList<>();
        Instant now = rooms.clock().instant();
        for (StagedMove staged : draft.staged()) {
            before(staged.move())
                    .ifPresent(outcome -> told.add(Outcomes.Line.of(textOf(staged), outcome, now)));
        }
        return told;
    }

    private Optional<Outcomes.Outcome> before(Move move) throws IOException {
        if (move.to() == MemoryState.TRASH) {
            return Optional.of(Outcomes.Outcome.DISCARDED);
        }
        if (move.to() == MemoryState.EMERGENCY) {
            return Optional.of(Outcomes.Outcome.RETURNED);
        }
        if (move.to() == MemoryState.SYNCED) {
            return Optional.of(Outcomes.Outcome.RESOLVED);
        }
        if (RESENT_FROM.contains(move.from())) {
            return Optional.of(Outcomes.Outcome.REOPENED); // or a claim would take it for stored
        }
        return move.from() == MemoryState.TRASH || isUnfinishedDiscard(move)
                ? Optional.of(Outcomes.Outcome.RESTORED)
                : Optional.empty();
    }

    /** What says that it is discarded must not outlive the file that would bring it back. */
    private boolean isUnfinishedDiscard(Move move) throws IOException {
        TextKey key = new TextKey(move.id(), move.sha256());
        return isAnotherNow(move) && rooms.outcomes().latest(key) == Outcomes.Outcome.DISCARDED;
    }

    /** What an outcome names: of a memory that goes back to the emergency file, the line there. */
    private static TextKey textOf(StagedMove staged) {
        Move move = staged.move();
        return move.to() == MemoryState.EMERGENCY
                ? TextKey.of(EntryReader.read(move.after(), MemoryState.EMERGENCY))
                : new TextKey(move.id(), move.sha256());
    }

    /** Only when the queue holds them: until then the lines are all there is. */
    private List<Outcomes.Line> outcomesAfter() {
        List<Outcomes.Line> told = new ArrayList<>();
        Instant now = rooms.clock().instant();
        for (Memory memory : lines.unrecorded()) {
            told.add(Outcomes.Line.of(TextKey.of(memory), Outcomes.Outcome.DRAINED, now));
        }
        for (StagedMove staged : draft.staged()) {
            Move move = staged.move();
            if (staged.is(MemoryState.EMERGENCY, MemoryState.PENDING)) {
                told.add(
                        new Outcomes.Line(move.id(), move.sha256(), Outcomes.Outcome.DRAINED, now));
            }
        }
        Set<TextKey> back = new HashSet<>();
        for (StagedMove staged : draft.staged()) {
            if (staged.move().to() == MemoryState.EMERGENCY) {
                back.add(textOf(staged));
            }
        }
        told.removeIf(line -> back.contains(new TextKey(line.id(), line.sha256())));
        return told;
    }
}
