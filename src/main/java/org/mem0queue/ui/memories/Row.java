package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;

/** One line of the table. */
sealed interface Row {
    /** What stays the same while it is shown: the memory's id, the name of the group. */
    String key();

    /** A memory: a light view, decoded only when it is drawn. */
    record OfMemory(Memory memory) implements Row {
        @Override
        public String key() {
            return memory.id();
        }
    }

    /**
     * Stands above the rows of its group.
     *
     * @param key what they have in common; begins with a character that no id has
     * @param open whether they are shown
     */
    record OfGroup(String key, String title, int number, boolean open) implements Row {}
}
