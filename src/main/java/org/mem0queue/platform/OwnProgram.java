package org.mem0queue.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts this program once more, as a process of its own that outlives us and does not share our
 * terminal.
 */
public final class OwnProgram {
    /**
     * Puts the child into a session of its own, so that Ctrl-C in our terminal does not reach it.
     */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private OwnProgram() {}

    /** The command line that runs this program with those arguments. */
    public static List<String> commandLine(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // A short task: start fast, stay small.
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path", ""));
        command.add("org.mem0queue.Main");
        command.addAll(arguments);
        return command;
    }

    /**
     * Starts it and does not wait.
     *
     * @throws IOException if the system starts no process
     */
    public static void startDetached(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(commandLine(arguments));
        Path nothing = Path.of("/dev/null");
        ProcessBuilder builder = new ProcessBuilder(command);
        if (Files.exists(nothing)) {
            builder.redirectInput(nothing.toFile());
        }
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
