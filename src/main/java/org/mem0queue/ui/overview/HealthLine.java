package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.HealthRow;

/**
 * A line of health.
 *
 * @param kind of line; a narrow window leaves some out
 * @param step its one link; null for none
 */
record HealthLine(Kind kind, HealthRow.Text text, @Nullable Step step) {
    /** The lines, in their order. */
    enum Kind {
        LOCK("lock"),
        WORKER("worker"),
        API("api"),
        OLDEST("oldest"),
        FILE("file"),
        LOSSES("losses");

        private final String styleClass;

        Kind(String styleClass) {
            this.styleClass = styleClass;
        }

        String styleClass() {
            return styleClass;
        }
    }
}
