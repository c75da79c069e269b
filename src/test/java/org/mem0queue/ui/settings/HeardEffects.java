package org.mem0queue.ui.settings;

import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.ui.fx.Appearance;

import java.nio.file.Path;
import java.util.List;

/**
 * Keeps what was done to the window, but for the server of its own.
 *
 * @param all in the order in which it was done; may be read from other threads if it allows that
 */
public record HeardEffects(List<String> all) implements SettingsEffects {
    @Override
    public void appearance(Appearance appearance) {
        all.add("appearance " + appearance);
    }

    @Override
    public void language(Language language) {
        all.add("language " + language);
    }

    @Override
    public void ownServer(OwnServer chosen) {}

    @Override
    public void directory(Path directory) {
        all.add("directory " + directory);
    }

    @Override
    public void mode(DirectoryMode mode) {
        all.add("mode " + mode);
    }
}
