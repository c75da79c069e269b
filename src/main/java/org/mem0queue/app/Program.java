package org.mem0queue.app;

import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.cli.CommandLineInterface;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.TerminalState;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.platform.WorkerProcesses;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Puts the program together by hand and runs it. */
public final class Program {
    private Program() {}

    /**
     * Runs one command line.
     *
     * @return the exit code
     */
    public static int run(String[] arguments) {
        // UTF-8 whatever the locale: a memory's text must come out as it went in.
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        UserFolders folders = UserFolders.ofThisProcess();
        CliEnvironment environment =
                new CliEnvironment(
                        new BufferedInputStream(System.in),
                        out,
                        err,
                        System.getenv(),
                        TerminalState.ofThisProcess(),
                        folders,
                        MachineIdentity::ofThisMachine,
                        WorkerProcesses.ofThisMachine(),
                        Clock.systemUTC(),
                        new Gui(),
                        version());
        return new CommandLineInterface(environment).run(RawArguments.of(arguments));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13),
                true,
                StandardCharsets.UTF_8);
    }

    /** The version of the jar we run from; {@code development} when run from class folders. */
    static String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
