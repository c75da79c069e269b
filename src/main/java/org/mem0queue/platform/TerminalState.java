package org.mem0queue.platform;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is known about the terminal we run in. Decides on colours, and on whether a bulk act may
 * count on a person to read it.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is a terminal
 * @param colour whether to colour what goes to standard output: a terminal that can, and no {@code
 *     NO_COLOR} (set and not empty; see no-color.org)
 */
public record TerminalState(boolean input, boolean output, boolean colour) {
    /**
     * The terminal of this process; reads two links below {@code /proc} on Linux, else asks Java.
     */
    public static TerminalState ofThisProcess() {
        return of(
                isTerminal(0),
                isTerminal(1),
                System.getenv(),
                OperatingSystem.current() == OperatingSystem.WINDOWS);
    }

    static TerminalState of(
            boolean input, boolean output, Map<String, String> environment, boolean windows) {
        String terminal = environment.getOrDefault("TERM", "");
        boolean capable = windows || !(terminal.isEmpty() || terminal.equals("dumb"));
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalState(input, output, output && capable && !refused);
    }

    /**
     * Java's console answers for input and output together; where one of them is a pipe, only the
     * links tell which.
     */
    @SuppressWarnings(
            "SystemConsoleNull") // a run-time image without jdk.internal.le has no console
    private static boolean isTerminal(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return target.startsWith("/dev/pts")
                    || target.startsWith("/dev/console")
                    || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException notLinux) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
