package org.mem0queue.store;

import org.mem0queue.queue.MemoryState;

/** Why a memory was left as it is, each to be read behind its id. */
final class ActReasons {
    static final String IN_FLIGHT = "is being uploaded now: try again when that has ended";
    static final String IN_DOUBT = "is in doubt: settle it with `resolve`";
    static final String HELD = "is on hold";

    /** Of what another program may have put there. */
    static final String HELD_IS_NO_LIST =
            "cannot be held: another program has put something else where the held ones belong";

    static final String TEXT_CHANGED = "was changed since you looked";
    static final String GONE = "was sent meanwhile or taken out by another program";
    static final String SAME = "is so already";
    static final String NO_FILE = "is in no file that could be changed";

    /** Of a part. */
    static final String WHOLE_STAYS = "is not made, since the whole memory stays as it is";

    static final String NO_PROJECT = "has no project, so no worker could send it: edit it first";
    static final String NO_ENTRY = "is no entry that a worker could send";
    static final String NO_LINE =
            "cannot go back: its line is no longer in the emergency file or what we keep of it";
    static final String NO_TRASH_FILE = "could not be put into the trash: its file was taken away";

    /** There is no text to keep in place of the one that would be taken away. */
    static final String NO_ENTRY_TO_KEEP =
            "could not be put into the trash: its entry had not been read yet. Try again";

    private ActReasons() {}

    /** The memory is in another state than the person saw. */
    static String movedTo(MemoryState now) {
        return switch (now) {
            case PENDING, SPOOLED -> "is waiting in the queue already";
            case IN_FLIGHT -> IN_FLIGHT;
            case IN_DOUBT -> IN_DOUBT;
            case HELD -> HELD;
            case FAILED -> "has failed meanwhile";
            case DEAD_LETTER -> "has become a dead letter meanwhile";
            case TRASH -> "was discarded meanwhile";
            case EMERGENCY -> "is in the emergency file";
            case SYNCED, UNCERTAIN, LOST -> GONE;
        };
    }
}
