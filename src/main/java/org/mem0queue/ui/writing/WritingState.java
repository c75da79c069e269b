package org.mem0queue.ui.writing;

import org.jspecify.annotations.Nullable;

/**
 * Everything the page says beside the memories themselves. Immutable.
 *
 * @param summary what was found; empty for nothing
 * @param save on the button, with the count
 * @param canSave whether the button does something
 * @param reason why it does not, or what came of it; empty for nothing
 * @param watching what managing would write; empty if it is managed already
 * @param progress null unless memories are being saved
 * @param showSaved whether there is something to be shown in the list
 */
record WritingState(
        String summary,
        String save,
        boolean canSave,
        String reason,
        String watching,
        @Nullable Progress progress,
        boolean showSaved) {
    static final WritingState EMPTY = new WritingState("", "", false, "", "", null, false);

    /**
     * How far the saving is.
     *
     * @param part of the whole, 0 to 1
     * @param paused whether it waits for the person
     * @param saved how many are
     */
    record Progress(String sentence, double part, boolean paused, int saved) {}
}
