package org.mem0queue.ui.start;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Everything the first start says. Immutable.
 *
 * @param kind what can be chosen
 * @param title what was found, and that nothing has been changed
 * @param cause what a person should know before choosing
 * @param found a row for each kind of file
 * @param cannotManage why managing cannot be chosen; null if it can
 */
record StartText(
        Kind kind, String title, String cause, List<Found> found, @Nullable String cannotManage) {
    /** What can be chosen. */
    enum Kind {
        /** Nothing yet: it is being looked. */
        LOOKING,
        /** Watching or managing what was found. */
        FOUND,
        /** Another folder, a new queue, the demo. */
        NOTHING,
        /** Another folder, the demo. */
        UNUSABLE
    }

    StartText {
        found = List.copyOf(found);
    }

    /**
     * One kind of file.
     *
     * @param number empty while it is not known
     */
    record Found(String name, String number, String note, String file) {}
}
