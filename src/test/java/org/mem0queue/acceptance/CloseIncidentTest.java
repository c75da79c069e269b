package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code snapshots --close}: a person says that a loss is accounted for. */
class CloseIncidentTest {
    @TempDir Path folder;

    private ScratchQueue scratch;

    @BeforeEach
    void aQueueThatWasWiped() throws IOException {
        scratch = ScratchQueue.in(folder);
        Files.writeString(
                scratch.queueFile(),
                "{\"queue\": [{\"id\": \"1a\", \"project_id\": \"p\", \"content\": \"a\","
                        + " \"timestamp\": 1, \"retries\": 0}], \"last_100\": [], \"failed\": [],"
                        + " \"stats\": {\"total_queued\": 7, \"total_synced\": 6,"
                        + " \"total_failed\": 0, \"last_sync\": null}}");
        here("save", "--project", "p", "makes a backup").done();
        here("flush").done();
        Files.delete(scratch.queueFile());
        here("save", "--project", "p", "saved after the wipe").done();
        here("flush").done();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    private Outcome here(String... command) {
        return SameJvm.run(scratch.program(), new byte[0], List.of(command));
    }

    /** The number of the first copy with this label. */
    private int numbered(String label) {
        for (JsonNode copy : here("snapshots", "--json").done().json()) {
            if (copy.path("label").asText().equals(label)) {
                return copy.path("number").asInt();
            }
        }
        throw new AssertionError("no copy is " + label);
    }

    private List<String> findings() {
        return here("status", "--json").json().path("findings").findValuesAsText("code");
    }

    @Test
    void theCopyStaysAndTheLossIsNotToldAgain() {
        assertThat(findings()).contains("queue-wiped");
        String number = Integer.toString(numbered("before-shrink"));

        here("snapshots", "--close", number).done();

        String closed = Integer.toString(numbered("closed"));
        assertThat(findings()).doesNotContain("queue-wiped");
        here("save", "--project", "p", "another one").done();
        here("flush").done();
        assertThat(here("snapshots").done().out()).doesNotContain("before-shrink");
        here("snapshots", "--close", closed).refused(1, "not pinned");
        assertThat(here("history", "--json").done().out()).contains("\"close\"");
    }

    @Test
    void whatIsNotThereIsSaid() {
        here("snapshots", "--close", "99").refused(1, "no queue snapshot 99");
        here("snapshots", "--close", "0").refused(1, "no queue snapshot 0");
        here("snapshots", "--close", "x").refused(2, "--close");
    }

    @Test
    void theAnswerInJsonIsTheListAsItIsNow() {
        String number = Integer.toString(numbered("before-shrink"));
        JsonNode list = here("snapshots", "--close", number, "--json").done().json();
        assertThat(list.findValuesAsText("label")).contains("closed");
    }
}
