package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.fail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process while it runs: its lines as they come, its input, signals to it. */
public final class RunningProcess implements AutoCloseable {
    /** Ends the queue of lines. */
    private static final String END = "\0end";

    /** Of the masks in {@code /proc/PID/status}: signal 2. */
    private static final long SIGINT_BIT = 1 << 1;

    private static final List<String> DEFAULT_INTERRUPT = List.of("env", "--default-signal=INT");

    private final List<String> command;
    private final Process process;
    private final long started = System.nanoTime();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Thread outReader;
    private final Thread errReader;

    /** When it ended, whether or not anybody asked yet. */
    private final CompletableFuture<Long> ended;

    private RunningProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.ended = process.onExit().thenApply(over -> System.nanoTime());
        this.outReader = Thread.ofVirtual().start(() -> read(process.getInputStream(), out, true));
        this.errReader = Thread.ofVirtual().start(() -> read(process.getErrorStream(), err, false));
    }

    public static RunningProcess start(
            List<String> command, Map<String, String> variables, Path folder) throws IOException {
        List<String> answering =
                new ArrayList<>(interruptsIgnored() ? DEFAULT_INTERRUPT : List.of());
        answering.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(answering).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        return new RunningProcess(command, builder.start());
    }

    /**
     * Whether this process was started so that it ignores SIGINT, as a shell without job control
     * starts what runs in the background: a child inherits that, and no program can tell it from a
     * signal that never came.
     */
    private static boolean interruptsIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0;
            }
        }
        return false;
    }

    private void read(InputStream in, ByteArrayOutputStream all, boolean asLines) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (all) {
                    all.write(buffer, 0, n);
                }
                for (int i = 0; asLines && i < n; i++) {
                    if (buffer[i] == '\n') {
                        lines.add(line.toString(UTF_8));
                        line.reset();
                    } else {
                        line.write(buffer[i]);
                    }
                }
            }
        } catch (IOException killed) {
            // what came until then counts
        }
        if (asLines) {
            lines.add(END);
        }
    }

    public long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /** Writes one line to its standard input; false if it no longer reads. */
    boolean send(String line) {
        try {
            input().write((line + "\n").getBytes(UTF_8));
            input().flush();
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    /** Ends its standard input. */
    public RunningProcess endInput() {
        try {
            input().close();
        } catch (IOException ended) {
            // then it has no need of it
        }
        return this;
    }

    /** The next line of its standard output, or null at its end. */
    String nextLine(Duration longest) {
        try {
            String line = lines.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                fail("no line within %s s from %s", longest.toSeconds(), describe());
            }
            if (END.equals(line)) {
                lines.add(END);
                return null;
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public RunningProcess awaitLine(String expected) {
        String line = nextLine(Duration.ofSeconds(60));
        if (!expected.equals(line)) {
            fail("\"%s\" instead of \"%s\" from %s", line, expected, describe());
        }
        return this;
    }

    /** Sends a signal to the process itself, not to a wrapper's child. */
    void signal(String name) {
        signal(pid(), name);
    }

    static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Kills it and what it started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What it wrote to standard error until now. */
    String errors() {
        return text(err);
    }

    void forgetErrors() {
        synchronized (err) {
            err.reset();
        }
    }

    /** Closes its output without reading any more, as {@code head} does when it has enough. */
    void closeOutput() {
        try {
            process.getInputStream().close();
        } catch (IOException closed) {
            // that was the aim
        }
    }

    Outcome outcome(Duration longest) {
        try {
            if (!process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                String state = describe();
                kill();
                fail("did not end within %s s: %s", longest.toSeconds(), state);
            }
            // A detached child may have inherited nothing of these, so they end with it.
            outReader.join(Duration.ofSeconds(10));
            errReader.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Outcome(
                command,
                process.exitValue(),
                text(out),
                text(err),
                Duration.ofNanos(ended.join() - started));
    }

    private String describe() {
        return String.join(" ", command) + "\nout: " + text(out) + "\nerr: " + text(err);
    }

    private static String text(ByteArrayOutputStream bytes) {
        synchronized (bytes) {
            return bytes.toString(UTF_8);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            signal("CONT");
            kill();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
