package org.mem0queue.ui.writing;

import java.nio.file.Path;
import java.util.List;

/** Where memories come from. Immutable. */
sealed interface Input {
    /** Written or pasted. */
    record Typed(String text) implements Input {
        /** Without the text. */
        @Override
        public String toString() {
            return "Typed[" + text.length() + "]";
        }
    }

    /** Dropped on the window. */
    record Files(List<Path> paths) implements Input {
        public Files {
            paths = List.copyOf(paths);
        }
    }
}
