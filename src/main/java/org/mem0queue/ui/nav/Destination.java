package org.mem0queue.ui.nav;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Where a link inside the window leads. Immutable. */
public sealed interface Destination {
    record Overview() implements Destination {}

    /**
     * The table of memories.
     *
     * @param group which of them
     * @param project only of this project; null for all
     * @param text only with this text in content, project or error; empty for all
     * @param id the one to select and show beside the table; null for none
     */
    record Memories(MemoryGroup group, @Nullable String project, String text, @Nullable String id)
            implements Destination {

        /** All of a group. */
        public static Memories of(MemoryGroup group) {
            return new Memories(group, null, "", null);
        }

        /** All of a project, whatever their state. */
        public static Memories ofProject(String project) {
            return new Memories(MemoryGroup.ALL, project, "", null);
        }

        /** All with a text, whatever their state. */
        public static Memories with(String text) {
            return new Memories(MemoryGroup.ALL, null, text, null);
        }

        /** One memory, shown with its detail. The beginning of an id is enough. */
        public static Memories one(String id) {
            return new Memories(MemoryGroup.ALL, null, "", id);
        }
    }

    /** The overview once sending, which was paused, goes on: an act with a place to see it from. */
    record Resumed() implements Destination {}

    /** The page where memories are written or pasted. */
    record Writing() implements Destination {}

    record Recovery() implements Destination {}

    /**
     * The log.
     *
     * @param text to search for; empty for none
     * @param at the time to show; null for the end
     */
    record Logs(String text, @Nullable Instant at) implements Destination {
        /** The log as it was left. */
        public static Logs asLeft() {
            return new Logs("", null);
        }
    }

    /** The audit trail. */
    record Activity() implements Destination {}

    /** The queue's backup and queue snapshots. */
    record Backups() implements Destination {}

    record Protect() implements Destination {}

    /**
     * The settings.
     *
     * @param name of the setting to show, for example {@code api.url}; null for the beginning
     */
    record Settings(@Nullable String name) implements Destination {}
}
