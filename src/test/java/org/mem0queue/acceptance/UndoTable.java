package org.mem0queue.acceptance;

import org.junit.jupiter.params.provider.Arguments;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What undo says of each act, after everything that may have happened to its memory meanwhile. */
final class UndoTable {
    private static final String GONE = "was sent meanwhile or taken out by another program";
    private static final String CHANGED = "was changed since you looked";
    private static final String DISCARDED = "was discarded meanwhile";
    private static final String WAITING = "is waiting in the queue already";
    private static final String FAILED = "has failed meanwhile";
    private static final String HELD = "is on hold";
    private static final String SAME = "is so already";
    static final String TAKEN_BACK = "was taken back already by act ";

    /** What this table says where undo does its work. */
    static final String UNDONE = "";

    /** Where a memory is. */
    enum Place {
        QUEUE,
        HELD,
        FAILED,
        DEAD_LETTERS,
        EMERGENCY,
        TRASH,
        NOWHERE
    }

    /** Each act, with where its memory is before and after. */
    enum Doing {
        RETRY_FAILED(Place.FAILED, Place.QUEUE, "retry"),
        RETRY_DEAD_LETTER(Place.DEAD_LETTERS, Place.QUEUE, "retry"),
        RETRY_EMERGENCY(Place.EMERGENCY, Place.QUEUE, "retry"),
        HOLD_PENDING(Place.QUEUE, Place.HELD, "hold"),
        HOLD_FAILED(Place.FAILED, Place.HELD, "hold"),
        RELEASE(Place.HELD, Place.QUEUE, "release"),
        DISCARD_HELD(Place.HELD, Place.TRASH, "discard"),
        EDIT_HELD(Place.HELD, Place.HELD, "edit", "--content", "new text"),
        DISCARD_PENDING(Place.QUEUE, Place.TRASH, "discard"),
        DISCARD_FAILED(Place.FAILED, Place.TRASH, "discard"),
        DISCARD_DEAD_LETTER(Place.DEAD_LETTERS, Place.TRASH, "discard"),
        DISCARD_EMERGENCY(Place.EMERGENCY, Place.TRASH, "discard"),
        EDIT_PENDING(Place.QUEUE, Place.QUEUE, "edit", "--content", "new text"),
        EDIT_FAILED(Place.FAILED, Place.FAILED, "edit", "--content", "new text"),
        EDIT_AND_RETRY(Place.FAILED, Place.QUEUE, "edit", "--content", "new text", "--retry"),
        EDIT_PROJECT(Place.QUEUE, Place.QUEUE, "edit", "--project", "another"),
        EDIT_DEAD_LETTER(Place.DEAD_LETTERS, Place.DEAD_LETTERS, "edit", "--content", "new text"),
        EDIT_EMERGENCY(Place.EMERGENCY, Place.QUEUE, "edit", "--content", "new text"),
        EDIT_TRASH(Place.TRASH, Place.QUEUE, "edit", "--content", "new text"),
        RESTORE(Place.TRASH, Place.QUEUE, "restore"),
        IMPORT(Place.TRASH, Place.QUEUE, "import");

        final Place before;
        final Place after;
        final List<String> command;

        Doing(Place before, Place after, String... command) {
            this.before = before;
            this.after = after;
            this.command = List.of(command);
        }

        boolean changesText() {
            return command.contains("new text");
        }

        /** Its memory has to be discarded first. */
        boolean beginsInTrash() {
            return this == RESTORE || this == EDIT_TRASH;
        }

        /** What has to be done first, so that there is something to do it with. */
        String first() {
            return beginsInTrash() ? "discard" : before == Place.HELD ? "hold" : "";
        }
    }

    /** What may have happened since. */
    enum Later {
        NOTHING,
        SYNCED,
        EDITED,
        DISCARDED,
        REMOVED_BY_HAND,
        FILE_FROM_BACKUP,
        UNDONE_ALREADY
    }

    /** The columns: nothing, synced, edited, discarded, removed, file from a backup, undone. */
    private static final Map<Doing, List<String>> TABLE = new EnumMap<>(Doing.class);

    static {
        row(Doing.RETRY_FAILED, GONE, CHANGED, DISCARDED, GONE, FAILED);
        row(Doing.RETRY_DEAD_LETTER, GONE, CHANGED, DISCARDED, GONE, GONE);
        row(Doing.RETRY_EMERGENCY, GONE, CHANGED, DISCARDED, GONE, GONE);
        // What is on hold is not sent by anybody.
        row(Doing.HOLD_PENDING, UNDONE, CHANGED, DISCARDED, GONE, WAITING);
        row(Doing.HOLD_FAILED, UNDONE, CHANGED, DISCARDED, GONE, FAILED);
        row(Doing.RELEASE, GONE, CHANGED, DISCARDED, GONE, HELD);
        row(Doing.DISCARD_HELD, UNDONE, WAITING, UNDONE, GONE, HELD);
        row(Doing.EDIT_HELD, UNDONE, CHANGED, DISCARDED, GONE, CHANGED);
        // What lies in the trash is neither sent nor discarded; an edit takes it out.
        row(Doing.DISCARD_PENDING, UNDONE, WAITING, UNDONE, GONE, WAITING);
        row(Doing.DISCARD_FAILED, UNDONE, WAITING, UNDONE, GONE, FAILED);
        row(Doing.DISCARD_DEAD_LETTER, UNDONE, WAITING, UNDONE, GONE, UNDONE);
        row(Doing.DISCARD_EMERGENCY, UNDONE, WAITING, UNDONE, GONE, UNDONE);
        row(Doing.EDIT_PENDING, GONE, CHANGED, DISCARDED, GONE, CHANGED);
        row(Doing.EDIT_FAILED, GONE, CHANGED, DISCARDED, GONE, CHANGED);
        row(Doing.EDIT_AND_RETRY, GONE, CHANGED, DISCARDED, GONE, FAILED);
        row(Doing.EDIT_PROJECT, GONE, CHANGED, DISCARDED, GONE, SAME);
        row(Doing.EDIT_DEAD_LETTER, UNDONE, CHANGED, DISCARDED, GONE, UNDONE);
        row(Doing.EDIT_EMERGENCY, GONE, CHANGED, DISCARDED, GONE, GONE);
        row(Doing.EDIT_TRASH, GONE, CHANGED, DISCARDED, GONE, GONE);
        row(Doing.RESTORE, GONE, CHANGED, DISCARDED, GONE, GONE);
        row(Doing.IMPORT, GONE, CHANGED, DISCARDED, GONE, GONE);
    }

    private static void row(
            Doing doing, String synced, String edited, String discarded, String gone, String old) {
        TABLE.put(doing, List.of(UNDONE, synced, edited, discarded, gone, old, TAKEN_BACK));
    }

    /** Every act with everything that may have happened, and what undo says then. */
    static Stream<Arguments> cases() {
        return Arrays.stream(Doing.values())
                .flatMap(
                        doing ->
                                Arrays.stream(Later.values())
                                        .map(
                                                later ->
                                                        Arguments.of(
                                                                doing,
                                                                later,
                                                                TABLE.get(doing)
                                                                        .get(later.ordinal()))));
    }

    private UndoTable() {}
}
