package org.mem0queue.cli;

import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.TerminalState;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.settings.LocatedDirectory;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The world around the command line, handed in so that a test can stand in for it.
 *
 * @param variables environment variables
 * @param machine asked when it is needed: it takes longer than some commands
 * @param gui opens the window
 * @param version this program's version
 */
public record CliEnvironment(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> variables,
        TerminalState terminal,
        UserFolders folders,
        Supplier<MachineIdentity> machine,
        WorkerProcesses processes,
        Clock clock,
        GuiStarter gui,
        String version) {

    /** The same world with other folders, and none of the person's variables. */
    CliEnvironment within(UserFolders others) {
        return new CliEnvironment(
                in, out, err, Map.of(), terminal, others, machine, processes, clock, gui, version);
    }

    /** Opens the window and stays until it is closed. */
    @FunctionalInterface
    public interface GuiStarter {
        /**
         * @return the exit code
         */
        int start(GuiRequest request);
    }

    /**
     * A demo under way.
     *
     * @param request for the window on it
     * @param running ends it when closed
     */
    public record StartedDemo(GuiRequest request, AutoCloseable running) {}

    /**
     * What the window needs to know from the command line. Safe for several threads; everything
     * reads files.
     */
    public interface GuiRequest {
        /** Which queue directory is meant, whether it is there or not. */
        LocatedDirectory located();

        /** All settings as they apply to a queue directory. */
        SettingValues values(Path directory);

        /** Where settings are kept. */
        SettingsFile settingsFile();

        /** How to work on a queue directory. */
        ServiceSetup setup(Path directory, ServiceSetup.Duty duty);

        /** Where history, the window's state and its socket are kept. */
        UserFolders folders();

        /** Whether it is a demo that is shown, and nothing of the person's. */
        boolean demo();

        /**
         * Starts a demo, for a window that is open already.
         *
         * @throws IOException without a folder for temporary files or a port on the loopback
         */
        StartedDemo startDemo() throws IOException;

        /** Where the window says what it cannot show. */
        PrintStream err();
    }
}
