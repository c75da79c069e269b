package org.mem0queue.ui.memories;

/** By what the rows stand together. */
enum Grouping {
    NONE("memories.group.none"),
    ERROR("memories.group.error"),
    PROJECT("memories.group.project");

    private final String nameKey;

    Grouping(String nameKey) {
        this.nameKey = nameKey;
    }

    String nameKey() {
        return nameKey;
    }
}
