package org.mem0queue.ui.settings;

import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.settings.Language;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.ui.fx.Appearance;

import java.nio.file.Path;

/**
 * What a changed setting does to the window at once. Each is called on the JavaFX thread, after the
 * setting was written.
 */
public interface SettingsEffects {
    /** For a window that nothing can change. */
    SettingsEffects NONE =
            new SettingsEffects() {
                @Override
                public void appearance(Appearance appearance) {}

                @Override
                public void language(Language language) {}

                @Override
                public void ownServer(OwnServer chosen) {}

                @Override
                public void directory(Path directory) {}

                @Override
                public void mode(DirectoryMode mode) {}
            };

    void appearance(Appearance appearance);

    void language(Language language);

    /** A Mem0 server on this computer is to run, or no more. */
    void ownServer(OwnServer chosen);

    /** Another queue directory is to be shown. */
    void directory(Path directory);

    /** What may be done in the present queue directory. */
    void mode(DirectoryMode mode);
}
