package org.mem0queue.ui.writing;

import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.AlreadyThere;
import org.mem0queue.service.ImportReport;

import java.util.List;

/**
 * What this screen asks of the service. Every method blocks for as long as its files take; none is
 * called on the JavaFX thread.
 */
public interface WritingDesk {
    /** Which of these are there already. Writes nothing. */
    AlreadyThere compare(List<NewMemory> memories);

    /**
     * Saves these together, except those whose id is there already.
     *
     * @param from where they come from, for the audit trail: never their text
     */
    ImportReport save(List<NewMemory> group, String from);

    /**
     * Takes saves back, the last first.
     *
     * @param acts their numbers in the audit trail
     */
    TakenBack takeBack(List<Long> acts) throws InterruptedException;

    /** What came of taking back. */
    sealed interface TakenBack {
        /**
         * @param memories how many are in the trash now
         * @param left how many stay where they are, for example because they were sent meanwhile
         */
        record Done(int memories, int left) implements TakenBack {}

        /**
         * Nothing more could be taken back.
         *
         * @param memories how many were, before that
         * @param sentence why, in the words of whoever refused
         */
        record Refused(int memories, String sentence) implements TakenBack {}

        /**
         * Somebody holds the queue lock.
         *
         * @param memories how many were taken back before that
         * @param holder for sentences
         */
        record LockHeld(int memories, String holder) implements TakenBack {}
    }
}
