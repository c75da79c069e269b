package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a process ended.
 *
 * @param exitCode 128 + the signal if a signal ended it
 */
record Outcome(List<String> command, int exitCode, String out, String err, Duration took) {
    static final int KILLED = 128 + 9;

    static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern SAVED = Pattern.compile("^Saved (\\S+)\\.$", Pattern.MULTILINE);

    /** Standard output as the one JSON document that it has to be. */
    JsonNode json() {
        try {
            return JSON.readTree(out);
        } catch (IOException e) {
            throw new AssertionError("not one JSON document: " + this, e);
        }
    }

    /** The ids that a {@code save} acknowledged. */
    List<String> savedIds() {
        Matcher saved = SAVED.matcher(out);
        return saved.results().map(result -> result.group(1)).toList();
    }

    String savedId() {
        assertThat(savedIds()).as("%s", this).hasSize(1);
        return savedIds().getFirst();
    }

    /** Done, with nothing to complain about. */
    Outcome done() {
        assertThat(exitCode).as("exit code of %s", this).isZero();
        assertThat(err).as("standard error of %s", this).isEmpty();
        return this;
    }

    /**
     * Ended with that code, said nothing on standard output, and one message of one line on
     * standard error that says each of these things.
     */
    Outcome refused(int code, String... says) {
        assertThat(exitCode).as("exit code of %s", this).isEqualTo(code);
        assertThat(out).as("standard output of %s", this).isEmpty();
        return complained(says);
    }

    /** One line on standard error (and for wrong usage where to find help) that says all that. */
    Outcome complained(String... says) {
        List<String> lines = err.lines().toList();
        assertThat(lines).as("standard error of %s", this).isNotEmpty();
        assertThat(lines.getFirst()).startsWith("mem0-queue: ").endsWith(".");
        for (String text : says) {
            assertThat(lines.getFirst()).contains(text);
        }
        if (lines.size() > 1) {
            assertThat(lines).as("standard error of %s", this).hasSize(2);
            assertThat(lines.get(1)).startsWith("Try: mem0-queue");
        }
        assertThat(err).doesNotContain("Exception", "this is a bug");
        return this;
    }

    @Override
    public String toString() {
        // neither java's options nor the class path
        List<String> shown =
                command.subList(command.indexOf("org.mem0queue.Main") + 1, command.size());
        return "`"
                + String.join(" ", shown)
                + "` -> exit "
                + exitCode
                + " in "
                + took.toMillis()
                + " ms\nout: "
                + shortened(out)
                + "\nerr: "
                + shortened(err);
    }

    private static String shortened(String text) {
        return text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
    }
}
