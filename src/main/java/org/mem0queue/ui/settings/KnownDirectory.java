package org.mem0queue.ui.settings;

import org.mem0queue.settings.DirectoryMode;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A queue directory that can be switched to.
 *
 * @param mode what may be done in it; empty while nobody chose
 * @param present whether the folder is there
 */
public record KnownDirectory(Path path, Optional<DirectoryMode> mode, Presence present) {
    /** Whether it is there. */
    public enum Presence {
        THERE,
        GONE
    }
}
