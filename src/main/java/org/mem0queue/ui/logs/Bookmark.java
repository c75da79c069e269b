package org.mem0queue.ui.logs;

import java.util.List;
import java.util.Set;

/**
 * Where somebody was in a log, to go on there in another language.
 *
 * @param top the first line that was seen
 * @param current the line one went to last; -1 for none
 * @param marked the lines that were marked
 * @param whole those that were shown with their secrets
 */
record Bookmark(
        boolean following,
        boolean paused,
        long top,
        long current,
        List<Long> marked,
        Set<Long> whole) {
    /** More are not marked again: nobody has picked them one by one. */
    static final int MOST_MARKED = 1000;

    Bookmark {
        marked = List.copyOf(marked);
        whole = Set.copyOf(whole);
    }
}
