package org.mem0queue.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.cli.CommandLineInterface;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.TerminalState;
import org.mem0queue.platform.UserFolders;
import org.mem0queue.platform.WorkerProcesses;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line in this JVM: all of the program but the start of a process. For long tables of
 * cases, of which a part also runs as processes.
 */
final class SameJvm {
    private SameJvm() {}

    static Outcome run(RealProgram program, byte[] input, List<String> command) {
        List<String> arguments = new ArrayList<>();
        if (program.directory() != null) {
            arguments.addAll(List.of("--dir", program.directory().toString()));
        }
        arguments.addAll(command);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> properties = new HashMap<>();
        properties.put("os.name", System.getProperty("os.name"));
        properties.put("user.home", program.home().toString());
        long started = System.nanoTime();
        int exitCode =
                new CommandLineInterface(
                                new CliEnvironment(
                                        new ByteArrayInputStream(input),
                                        new PrintStream(out, true, UTF_8),
                                        new PrintStream(err, true, UTF_8),
                                        program.variables(),
                                        new TerminalState(false, false, false),
                                        UserFolders.of(program.variables(), properties),
                                        MachineIdentity::ofThisMachine,
                                        WorkerProcesses.ofThisMachine(),
                                        Clock.systemUTC(),
                                        request -> 1,
                                        "test"))
                        .run(arguments);
        return new Outcome(
                arguments,
                exitCode,
                out.toString(UTF_8),
                err.toString(UTF_8),
                Duration.ofNanos(System.nanoTime() - started));
    }
}
