package org.mem0queue.ui.shell;

import org.mem0queue.ui.fx.Appearance;

import java.nio.file.Path;
import java.util.List;

/** What the frame can ask of the window and of what is around it. On the JavaFX thread. */
public interface ShellActs {
    /** Looks at the files now; returns at once. */
    void lookNow();

    /** How the window looks now. */
    Appearance appearance();

    void setAppearance(Appearance chosen);

    /** The queue directories that were opened before, the present one among them. */
    List<Path> directories();

    /** Opens another queue directory in this window. */
    void openDirectory(Path directory);

    /** Lets the person choose one. */
    void chooseDirectory();

    /** The simulation, in this window. */
    void openDemo();

    /** Leaves it for the person's own queue. */
    void leaveDemo();
}
