package org.mem0queue.ui.activity;

import org.mem0queue.queue.Act;

import java.util.List;

/**
 * One act as it is shown beside the list.
 *
 * @param name its number, in words
 * @param sentence what was done
 * @param facts when, who, which, what came of it
 * @param undo whether it can be taken back
 * @param targets each memory with what became of it
 */
record ActDetail(
        Act act,
        String name,
        String sentence,
        List<Fact> facts,
        Undo undo,
        List<TargetLine> targets) {

    record Fact(String name, String value) {}

    /**
     * One memory of the act.
     *
     * @param asLeft whether the act changed it, and nothing is known to have happened to it since
     * @param note what became of it; may be empty
     */
    record TargetLine(String id, boolean asLeft, String note) {}

    /** Whether it can be taken back. */
    sealed interface Undo {
        /** What it says. */
        String sentence();

        /** The files are being looked at. */
        record Looking(String sentence) implements Undo {}

        /**
         * No.
         *
         * @param toBackups whether the backups help instead
         */
        record CannotBe(String sentence, boolean toBackups) implements Undo {}

        /**
         * Yes, so many.
         *
         * @param button with the count
         * @param refused why the button cannot be pressed; empty if it can
         */
        record Possible(UndoPreview preview, String sentence, String button, String refused)
                implements Undo {}
    }
}
