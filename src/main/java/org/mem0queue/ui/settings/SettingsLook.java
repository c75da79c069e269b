package org.mem0queue.ui.settings;

import org.mem0queue.settings.SettingValues;

import java.nio.file.Path;
import java.util.List;

/**
 * The settings as they are now.
 *
 * @param values all that applies, with where each comes from
 * @param file where they are kept, or will be
 * @param unknownNames names in the file that this version does not know
 * @param directory the queue directory of this window
 * @param directories the queue directories that were used before, this one among them
 */
public record SettingsLook(
        SettingValues values,
        Path file,
        List<String> unknownNames,
        Path directory,
        List<KnownDirectory> directories) {}
