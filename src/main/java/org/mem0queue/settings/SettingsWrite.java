package org.mem0queue.settings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** What became of a change to the settings file. */
public sealed interface SettingsWrite {
    /**
     * The change is on disk.
     *
     * @param keptAside where a damaged file was moved to; {@code null} if there was none
     */
    record Written(@Nullable Path keptAside) implements SettingsWrite {
        /** Where a damaged file was moved to. */
        public Optional<Path> damagedFile() {
            return Optional.ofNullable(keptAside);
        }
    }

    /** The value is none of this setting; nothing was changed. */
    record Invalid(WrongValue wrong) implements SettingsWrite {
        /** What would be right. */
        public String sentence() {
            return wrong.sentence();
        }
    }

    /** The file could not be written. */
    record NotWritten(WriteProblem problem) implements SettingsWrite {}
}
