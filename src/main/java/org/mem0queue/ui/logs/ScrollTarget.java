package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;

/**
 * Where the list is to go. No two are equal, so that the same place can be asked for twice.
 *
 * @param row any for {@link Place#END}
 */
record ScrollTarget(int row, Place place) {
    /** Where in the list the row is to stand. */
    enum Place {
        TOP,
        /** In sight, with some lines around it. */
        IN_SIGHT,
        END
    }

    static ScrollTarget end() {
        return new ScrollTarget(0, Place.END);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
