package org.mem0queue.cli;

import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.Settings;

import picocli.CommandLine.Command;

@Command(
        name = "gui",
        description = "Opens the window (the default without a command).",
        mixinStandardHelpOptions = true)
final class GuiCommand implements Action {
    @Override
    public int run(Session session) throws Failure {
        // This window only looks: it writes nothing into the queue directory.
        ServiceSetup setup = session.setup(false);
        Settings settings = session.settings(setup.directory());
        CliEnvironment environment = session.environment();
        return environment
                .gui()
                .start(new CliEnvironment.GuiRequest(setup, settings, environment.err()));
    }
}
