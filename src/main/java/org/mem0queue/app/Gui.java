package org.mem0queue.app;

import org.mem0queue.cli.CliEnvironment;

/** Opens the window. */
final class Gui implements CliEnvironment.GuiStarter {
    @Override
    public int start(CliEnvironment.GuiRequest request) {
        return 1;
    }
}
