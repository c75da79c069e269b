package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One process of ours that saves line by line ({@code save --jsonl --json}) and is answered so. */
final class SavingStream implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RunningProcess process;
    private final String project;
    private final List<String> acknowledged = new ArrayList<>();
    private int number;

    private SavingStream(RunningProcess process, String project) {
        this.process = process;
        this.project = project;
    }

    static SavingStream start(RealProgram program, String project) {
        return new SavingStream(program.start("save", "--jsonl", "--json"), project);
    }

    /** Saves one and waits for the answer, which has to be good. */
    String save() {
        String id = trySave();
        assertThat(id).as("answer to save number %s", number).isNotNull();
        return id;
    }

    /** Saves one; the id if it was acknowledged, null if the process ended instead. */
    String trySave() {
        number++;
        String content = "text " + number + " of " + project;
        boolean sent =
                process.send(
                        "{\"project_id\": \"" + project + "\", \"content\": \"" + content + "\"}");
        String line = sent ? process.nextLine(LONGEST) : null;
        if (line == null) {
            return null;
        }
        try {
            JsonNode answer = Outcome.JSON.readTree(line);
            if (!answer.path("state").asText().equals("spooled")) {
                return null;
            }
            acknowledged.add(answer.path("id").asText());
            return acknowledged.getLast();
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a JSON line: " + line, e);
        }
    }

    List<String> acknowledged() {
        return acknowledged;
    }

    RunningProcess process() {
        return process;
    }

    Outcome end() {
        return process.endInput().outcome(LONGEST);
    }

    @Override
    public void close() {
        process.close();
    }
}
