package org.mem0queue.cli;

import org.mem0queue.platform.UserFolders;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.service.demo.LiveDemo;
import org.mem0queue.settings.LocatedDirectory;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

@Command(
        name = "gui",
        description = "Opens the window (the default without a command).",
        mixinStandardHelpOptions = true)
final class GuiCommand implements Action {
    @Override
    public int run(Session session) {
        return session.environment().gui().start(new Request(session, false));
    }

    /**
     * What the window asks of the command line it was started by.
     *
     * @param session whose folders may be those of a demo
     */
    record Request(Session session, boolean demo) implements CliEnvironment.GuiRequest {
        @Override
        public LocatedDirectory located() {
            return session.locate();
        }

        @Override
        public SettingValues values(Path directory) {
            return session.values().in(directory);
        }

        @Override
        public SettingsFile settingsFile() {
            return session.settingsFile();
        }

        @Override
        public ServiceSetup setup(Path directory, ServiceSetup.Duty duty) {
            return session.setup(directory, duty);
        }

        @Override
        public UserFolders folders() {
            return session.environment().folders();
        }

        @Override
        public CliEnvironment.StartedDemo startDemo() throws IOException {
            LiveDemo started = DemoCommand.start(session.environment());
            return new CliEnvironment.StartedDemo(
                    new Request(session.within(started.folders(), started.directory()), true),
                    started);
        }

        @Override
        public PrintStream err() {
            return session.environment().err();
        }
    }
}
