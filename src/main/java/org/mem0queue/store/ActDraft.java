package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.Skipped;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Checks the moves of an act, one after the other, against the files as they are under the lock,
 * and collects what is to be written. Writes nothing. Used by one thread.
 */
final class ActDraft {
    /**
     * What lies in the files.
     *
     * @param letters the dead letters; none if nobody asked for them
     * @param lettersClosed why these may not be changed, null if they may
     * @param lettersUnreadable whether the reason is that they can't be read
     */
    record Sight(
            QueueDocument document,
            DeadLetterFile.DeadLetters letters,
            @Nullable String lettersClosed,
            boolean lettersUnreadable,
            Map<TextKey, List<Trash.Discarded>> trash,
            EmergencyLines.Look emergency,
            Instant now) {}

    /** No pass takes so long: whoever claimed it is gone. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(24);

    private final Sight sight;
    private final DocumentEdit file;

    /** What stands in the dead letters before the queue is written, and in the end. */
    private final ListEdit lettersFirst;

    private final ListEdit lettersLast;
    private final Set<String> trashIds = new HashSet<>();
    private final Set<String> discardedHere = new HashSet<>();
    private final Set<String> movesHere = new HashSet<>();
    private final Map<String, List<Memory>> emergency = new HashMap<>();
    private @Nullable Set<RawJson> emergencyLines;
    private final List<StagedMove> staged = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Path> unneeded = new ArrayList<>();
    private final Set<TextKey> taken = new HashSet<>();

    ActDraft(Sight sight, List<PreparedMove> moves) {
        this.sight = sight;
        Set<String> ids = new HashSet<>();
        moves.forEach(prepared -> ids.add(prepared.move().id()));
        this.file = new DocumentEdit(sight.document(), ids);
        this.lettersFirst = new ListEdit(sight.letters().memories(), ids);
        this.lettersLast = new ListEdit(sight.letters().memories(), ids);
        sight.trash().keySet().forEach(key -> trashIds.add(key.id()));
        for (Memory memory : sight.emergency().open()) {
            emergency.computeIfAbsent(memory.id(), id -> new ArrayList<>(1)).add(memory);
        }
        for (PreparedMove prepared : moves) {
            String reason = stage(prepared);
            if (reason != null) {
                skipped.add(new Skipped(prepared.move().id(), reason));
                if (prepared.trashFile() != null) {
                    unneeded.add(prepared.trashFile());
                }
            }
        }
    }

    List<StagedMove> staged() {
        return staged;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    /** Files that were put into the trash for moves that are not done. */
    List<Path> unneeded() {
        return unneeded;
    }

    /** Files of that memory in the trash, without those of this act. */
    List<Trash.Discarded> inTrash(Move move) {
        return sight.trash().getOrDefault(new TextKey(move.id(), move.sha256()), List.of());
    }

    /** What becomes of the lists of the queue file. */
    DocumentEdit file() {
        return file;
    }

    ListEdit lettersFirst() {
        return lettersFirst;
    }

    ListEdit lettersLast() {
        return lettersLast;
    }

    /** Null if it is staged, else why not. */
    private @Nullable String stage(PreparedMove prepared) {
        Move move = prepared.move();
        TextKey key = new TextKey(move.id(), move.sha256());
        if (move.with() != null && !movesHere.contains(move.with())) {
            return ActReasons.WHOLE_STAYS;
        }
        return switch (move.from()) {
            case PENDING -> fromList(prepared, key, file.queue());
            case HELD -> fromList(prepared, key, file.held());
            case FAILED -> fromList(prepared, key, file.failed());
            case DEAD_LETTER -> fromLetters(prepared, key);
            case EMERGENCY -> fromEmergency(prepared, key);
            case TRASH -> fromTrash(prepared, key);
            case IN_FLIGHT, IN_DOUBT -> fromDoubt(prepared, key);
            case UNCERTAIN, LOST -> fromNowhere(prepared, key);
            case SPOOLED -> move.with() == null ? ActReasons.NO_FILE : fromNowhere(prepared, key);
            case SYNCED -> ActReasons.NO_FILE;
        };
    }

    private @Nullable String fromList(PreparedMove prepared, TextKey key, ListEdit list) {
        Move move = prepared.move();
        ListEdit.Found found = list.find(key);
        if (found == null) {
            return missing(move, list.holds(move.id()));
        }
        RawJson before = found.memory().raw();
        if (move.to() == move.from()) {
            Memory changed = prepared.memory();
            RawJson entry = changed == null ? null : changed.raw();
            if (entry == null) {
                return notWorkable(move);
            }
            if (before.equals(entry)) {
                return ActReasons.SAME;
            }
            list.replace(found, entry);
            stage(move, before, entry, list.before(found), move.id());
            return null;
        }
        String behind = list.before(found);
        String reason = into(prepared, before, behind);
        if (reason == null) {
            list.remove(found);
            if (move.to() == MemoryState.HELD) {
                list.removeAll(key); // of an entry that stood there twice the other would be sent
            }
        }
        return reason;
    }

    private @Nullable String fromLetters(PreparedMove prepared, TextKey key) {
        Move move = prepared.move();
        if (sight.lettersUnreadable()) {
            return sight.lettersClosed();
        }
        ListEdit.Found found = lettersLast.find(key);
        if (found == null) {
            return missing(move, lettersLast.holds(move.id()));
        }
        if (sight.lettersClosed() != null) {
            return DeadLetterTimes.reason(sight.lettersClosed(), found.memory(), sight.now());
        }
        RawJson before = found.memory().raw();
        String behind = lettersLast.before(found);
        if (move.to() == MemoryState.DEAD_LETTER) {
            if (before.equals(move.after())) {
                return ActReasons.SAME;
            }
            lettersFirst.replace(found, move.after());
            lettersLast.replace(found, move.after());
            stage(move, before, move.after(), behind, move.id());
            return null;
        }
        if (move.to() == MemoryState.PENDING && file.holds(key)) {
            stage(move, before, before, behind, move.id()); // a crash left it in both
        } else {
            String reason = into(prepared, before, behind);
            if (reason != null) {
                return reason;
            }
        }
        lettersLast.remove(found);
        if (move.to() == MemoryState.TRASH) {
            lettersFirst.remove(found);
        }
        return null;
    }

    private @Nullable String fromEmergency(PreparedMove prepared, TextKey key) {
        Move move = prepared.move();
        for (Memory memory : emergency.getOrDefault(move.id(), List.of())) {
            if (TextKey.of(memory).equals(key)) {
                if (!taken.add(key)) {
                    return "is in this act twice";
                }
                return into(prepared, memory.raw(), null);
            }
        }
        return missing(move, emergency.containsKey(move.id()));
    }

    private @Nullable String fromTrash(PreparedMove prepared, TextKey key) {
        Move move = prepared.move();
        List<Trash.Discarded> files = sight.trash().get(key);
        if (files == null || file.holds(key) || lettersLast.holds(key)) {
            return missing(move, files == null && trashIds.contains(move.id()));
        }
        if (!taken.add(key)) {
            return "is in this act twice";
        }
        return into(prepared, files.getFirst().memory().raw(), null);
    }

    private @Nullable String fromDoubt(PreparedMove prepared, TextKey key) {
        Move move = prepared.move();
        ListEdit.Found found = file.inFlight().find(key);
        if (found == null) {
            return missing(move, file.inFlight().holds(move.id()));
        }
        Claim claim = Claim.of(found.memory());
        if (!claim.inDoubt() && claim.at().isAfter(sight.now().minus(LEFT_BEHIND))) {
            return ActReasons.IN_FLIGHT;
        }
        if (move.to() == MemoryState.PENDING && prepared.memory() == null) {
            return notWorkable(move);
        }
        if (move.to() != MemoryState.PENDING && move.to() != MemoryState.SYNCED) {
            return ActReasons.IN_DOUBT;
        }
        RawJson before = found.memory().raw();
        file.inFlight().remove(found);
        return move.to() == MemoryState.PENDING
                        && (file.queue().holds(key) || file.held().holds(key))
                ? staged(move, before, null) // another program has put it back already
                : into(prepared, before, null);
    }

    /** A memory that stands in no file; it must still be so. */
    private @Nullable String fromNowhere(PreparedMove prepared, TextKey key) {
        Move move = prepared.move();
        if (file.holds(key) || lettersLast.holds(key)) {
            return missing(move, false);
        }
        return taken.add(key) ? into(prepared, move.after(), null) : "is in this act twice";
    }

    /** Puts a memory where it goes; null, or why not. The source is the caller's. */
    private @Nullable String into(PreparedMove prepared, RawJson before, @Nullable String behind) {
        Move move = prepared.move();
        Path trashFile = prepared.trashFile();
        return switch (move.to()) {
            case TRASH -> {
                if (!prepared.keepsText()) {
                    yield ActReasons.NO_ENTRY_TO_KEEP;
                }
                yield trashFile == null || !Files.exists(trashFile)
                        ? ActReasons.NO_TRASH_FILE
                        : staged(move, before, behind);
            }
            case EMERGENCY ->
                    hasLine(move.after()) ? staged(move, before, behind) : ActReasons.NO_LINE;
            case PENDING -> intoList(prepared, before, behind, file.queue(), null);
            case HELD -> intoHeld(prepared, before, behind);
            case FAILED -> intoList(prepared, before, behind, file.failed(), null);
            case DEAD_LETTER ->
                    sight.lettersClosed() != null
                            ? "cannot go back to the dead letters: " + sight.lettersClosed()
                            : intoList(prepared, before, behind, lettersFirst, lettersLast);
            case SYNCED -> staged(move, before, null);
            case SPOOLED, IN_FLIGHT, IN_DOUBT, UNCERTAIN, LOST -> "cannot be put there by an act";
        };
    }

    private boolean hasLine(RawJson line) {
        Set<RawJson> lines = emergencyLines;
        if (lines == null) {
            lines = new HashSet<>();
            for (Memory memory : sight.emergency().all()) {
                lines.add(memory.raw());
            }
            emergencyLines = lines;
        }
        return lines.contains(line);
    }

    private @Nullable String staged(Move move, RawJson before, @Nullable String behind) {
        stage(move, before, move.after(), behind, move.id());
        return null;
    }

    private @Nullable String intoHeld(
            PreparedMove prepared, RawJson before, @Nullable String behind) {
        if (sight.document().isNoList(QueueDocument.HELD)) {
            return ActReasons.HELD_IS_NO_LIST;
        }
        Move move = prepared.move();
        TextKey key = new TextKey(move.id(), move.sha256());
        boolean fromQueue = move.from() == MemoryState.PENDING;
        if (!fromQueue && file.queue().holds(key)) {
            return ActReasons.movedTo(MemoryState.PENDING); // it would be sent from there
        }
        return fromQueue && file.held().holds(key)
                ? staged(move, before, behind) // another program has put it back
                : intoList(prepared, before, behind, file.held(), null);
    }

    private @Nullable String intoList(
            PreparedMove prepared,
            RawJson before,
            @Nullable String behind,
            ListEdit list,
            @Nullable ListEdit alsoIn) {
        Move move = prepared.move();
        Memory memory = prepared.memory();
        TextKey key = prepared.key();
        if (memory == null || key == null) {
            return notWorkable(move);
        }
        if (file.inFlight().holds(key)) {
            return ActReasons.IN_FLIGHT;
        }
        if (move.from() != MemoryState.HELD && file.held().holds(key)) {
            return ActReasons.HELD;
        }
        if (list.holds(key)) {
            return ActReasons.movedTo(move.to());
        }
        if (list.holds(memory.id())) {
            memory = KnownMemories.derived(memory, memory.id());
            key = TextKey.of(memory);
        }
        list.add(key, memory.raw(), move.behind());
        if (alsoIn != null) {
            alsoIn.add(key, memory.raw(), move.behind());
        }
        stage(move, before, memory.raw(), behind, memory.id());
        return null;
    }

    private void stage(
            Move move, RawJson before, RawJson after, @Nullable String behind, String idNow) {
        if (move.to() == MemoryState.TRASH) {
            discardedHere.add(move.id());
        }
        movesHere.add(move.id());
        staged.add(
                new StagedMove(
                        move,
                        new Moved(
                                move.id(), move.from(), move.to(), before, after, behind, idNow)));
    }

    private static String notWorkable(Move move) {
        return move.after().isObject() ? ActReasons.NO_PROJECT : ActReasons.NO_ENTRY;
    }

    /** Why a memory is not where the person saw it. */
    private String missing(Move move, boolean withOtherText) {
        String id = move.id();
        if (withOtherText) {
            return ActReasons.TEXT_CHANGED;
        }
        MemoryState now = file.stateOf(id);
        if (now != null) {
            return ActReasons.movedTo(now);
        }
        if (lettersLast.holds(id)) {
            now = MemoryState.DEAD_LETTER;
        } else if (trashIds.contains(id) || discardedHere.contains(id)) {
            now = MemoryState.TRASH;
        } else if (emergency.containsKey(id)) {
            now = MemoryState.EMERGENCY;
        }
        return now == null ? ActReasons.GONE : ActReasons.movedTo(Objects.requireNonNull(now));
    }
}
