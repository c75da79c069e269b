package org.mem0queue.settings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that was chosen, by whatever way, as one immutable value. Secrets are not in it; see {@link
 * SettingValues}.
 *
 * @param apiUrl the API's address without a slash at its end; {@code null}: the API is not
 *     contacted
 * @param workerCommand the person's own worker; {@code null} if there is none
 * @param sending how memories are sent
 * @param appearance theme and language
 * @param thresholds from when on something is worth a word
 * @param modes the choices per queue directory, by real path; a directory without one is only
 *     looked at
 */
public record Settings(
        @Nullable URI apiUrl,
        @Nullable String workerCommand,
        Sending sending,
        Appearance appearance,
        Thresholds thresholds,
        Map<Path, DirectoryMode> modes) {
    public Settings {
        modes = Map.copyOf(modes);
    }

    /** How the window looks and speaks. */
    public record Appearance(Theme theme, Language language) {}

    /**
     * The choice for a queue directory; empty while nobody made one. Reads the folder's real path,
     * so that a link and its target have one choice.
     */
    public Optional<DirectoryMode> mode(Path queueDirectory) {
        return Optional.ofNullable(modes.get(StoredSettings.realPath(queueDirectory)));
    }
}
