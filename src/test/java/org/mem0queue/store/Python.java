package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Python process beside us: it sees the files as the programs do that share them with us.
 * {@code legacy.py}, written from what is known of those programs, takes the lock, reads and writes
 * as they do.
 */
public final class Python implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    /** The interpreter itself: a version switcher's wrapper would show another command line. */
    private static final String INTERPRETER = findInterpreter();

    /** As a file, so that a command line shows its arguments. */
    private static final Path LEGACY = resource("legacy.py");

    private final Process process;
    private final BufferedReader output;

    private Python(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Starts a script given as text. */
    public static Python start(String script, Object... arguments) {
        return start(List.of(), List.of("-c", script), arguments);
    }

    /** Starts one of {@code legacy.py}'s commands. */
    public static Python legacy(String command, Object... arguments) {
        return legacy(List.of(), command, arguments);
    }

    /**
     * @param wrapper a command that runs what follows, for example {@code unshare --pid --fork}
     */
    public static Python legacy(List<String> wrapper, String command, Object... arguments) {
        return start(wrapper, List.of(LEGACY.toString(), command), arguments);
    }

    private static Python start(List<String> wrapper, List<String> script, Object... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(INTERPRETER);
        command.addAll(script);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new Python(start(command));
    }

    /** Runs a script to its end and answers what it printed, without the last line break. */
    public static String run(String script, Object... arguments) {
        try (Python python = start(script, arguments)) {
            return python.finish();
        }
    }

    /** Runs a command to its end and answers what it printed; fails if the command fails. */
    public static String command(List<String> command) {
        try (Python process = new Python(start(command))) {
            return process.finish();
        }
    }

    /** An interpreter that every user of the machine may run. */
    static String forEveryUser() {
        return "/usr/bin/python3";
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for its next line. */
    public String line() {
        try {
            String line =
                    CompletableFuture.supplyAsync(this::readLine)
                            .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return Objects.requireNonNull(line, "the process ended without a line");
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no line came", e);
        }
    }

    private String readLine() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said that. */
    public Python await(String expected) {
        String line = line();
        if (!line.equals(expected)) {
            throw new IllegalStateException("it said " + line + " instead of " + expected);
        }
        return this;
    }

    /** Lets it go on: the scripts wait for a line on standard input. */
    public Python tell(String line) {
        try {
            process.outputWriter(UTF_8).append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Tells it something and waits for its answer, one caller after the other. */
    public synchronized String ask(String line) {
        return tell(line).line();
    }

    /** Sends a signal by name, for example {@code STOP}. */
    public void signal(String name) {
        command(List.of("kill", "-" + name, Long.toString(pid())));
    }

    /** Closes its input, waits for its end and answers what it still printed. */
    public String finish() {
        try {
            process.outputWriter(UTF_8).close();
            String rest =
                    CompletableFuture.supplyAsync(() -> String.join("\n", output.lines().toList()))
                            .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("the process did not end well: " + process);
            }
            return rest;
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Python.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String findInterpreter() {
        try {
            Process process =
                    new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                String path = Objects.requireNonNull(reader.readLine(), "python3 is needed");
                return Files.isExecutable(Path.of(path)) ? path : "python3";
            }
        } catch (IOException e) {
            throw new UncheckedIOException("python3 is needed", e);
        }
    }
}
