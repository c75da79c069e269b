package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the scripts of {@code src/test/resources/python} with the real Python. */
public final class Python {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Python() {}

    static List<String> command(String script, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Needs.find("python3").orElseThrow().toString());
        command.add("-B"); // leaves no compiled files behind
        command.add(path(script).toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Runs a script to its end, which has to be a good one, and gives what it printed. */
    static Outcome run(String script, Object... arguments) {
        return run(new byte[0], script, arguments);
    }

    static Outcome run(byte[] input, String script, Object... arguments) {
        RunningProcess running = start(script, arguments);
        try (OutputStream in = running.input()) {
            in.write(input);
        } catch (IOException ended) {
            // its outcome tells
        }
        Outcome outcome = running.outcome(LONGEST);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        return outcome;
    }

    public static RunningProcess start(String script, Object... arguments) {
        Needs.tool("python3");
        try {
            return RunningProcess.start(
                    command(script, arguments),
                    Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8", "PYTHONUNBUFFERED", "1"),
                    Path.of("").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String script) {
        return resource("python/" + script);
    }

    static Path resource(String name) {
        URL url = Python.class.getResource("/" + name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
