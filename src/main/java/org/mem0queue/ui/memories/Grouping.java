package org.mem0queue.ui.memories;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** For files: not what people read. */
    String fileWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Grouping> ofFileWord(String word) {
        return Arrays.stream(values()).filter(one -> one.fileWord().equals(word)).findFirst();
    }
}
