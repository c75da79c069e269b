package org.mem0queue.ui;

import org.mem0queue.settings.Language;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.fx.DesktopChoosers;

import java.nio.file.Path;
import java.util.List;

/**
 * What the window can ask of what is around it. On the JavaFX thread; everything returns at once.
 */
public interface WindowEffects {
    /** A person has chosen another appearance; the window shows it already. */
    void appearanceChosen(Appearance chosen);

    /** The queue directories that were opened before, the present one among them. */
    List<Path> directories();

    /** Opens another queue directory in this window. */
    void openDirectory(Path directory);

    /** The simulation, in this window. */
    void openDemo();

    /** Leaves the simulation for the person's own queue. */
    void leaveDemo();

    /** A person has chosen another language, and it is kept. */
    void languageChosen(Language chosen);

    /** Whether a Mem0 server runs on this computer was chosen, and is kept. */
    void ownServerChosen(OwnServer chosen);

    /** What may be done in the present queue directory has changed, and is kept. */
    void modeChosen();

    /** Where a person is asked for files and folders. */
    default Choosers choosers() {
        return new DesktopChoosers();
    }

    /** How the window is being left. */
    void left(WindowState state);
}
