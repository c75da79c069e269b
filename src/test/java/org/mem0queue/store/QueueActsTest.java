package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.Skipped;

import java.util.List;

/** Retry, edit, discard, restore and undo between queue, failed and trash. */
class QueueActsTest extends ActingStore {
    // ---- retry

    @Test
    void aFailedMemoryIsQueuedAgainFromTheBeginning() {
        queue.write(
                QueueFixture.pythonText(
                        QueueFixture.entries("p", 1),
                        List.of(
                                """
                                {"id": "f0", "project_id": "a", "content": "caf\\u00e9", \
                                "timestamp": 7, "x": 1e999, "retries": 3, \
                                "last_error": "503", "next_attempt": 9}\
                                """),
                        2,
                        0));
        Moved moved = done(MovePlanner.retry(one("f0"))).getFirst();
        assertThat(moved.from()).isEqualTo(MemoryState.FAILED);
        assertThat(moved.to()).isEqualTo(MemoryState.PENDING);
        assertThat(moved.after().text())
                .isEqualTo(
                        """
                        {"id": "f0", "project_id": "a", "content": "caf\\u00e9", \
                        "timestamp": 7, "x": 1e999, "retries": 0, "last_error": "503", \
                        "sync": {"attempts": 0, "look_up": true}}\
                        """);
        assertThat(queue.queuedIds()).containsExactly("p0", "f0");
        assertThat(failedIds()).isEmpty();
        assertThat(counters()).containsExactly(2, 0, 0);
        assertThat(queue.legacy("load")).contains("\"f0\"");
    }

    @Test
    void whatWaitsForItsNextAttemptIsSentNow() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                QueueFixture.entry("p0", "x"),
                                """
                                {"id": "p1", "project_id": "a", "content": "t", "timestamp": 7, \
                                "next_attempt": 99, "retries": 2}\
                                """,
                                QueueFixture.entry("p2", "y")),
                        List.of(),
                        3,
                        0));
        assertThat(skipped(MovePlanner.retry(one("p0")))).isEqualTo("is waiting already");
        done(MovePlanner.retry(one("p1")));
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2");
        JsonNode entry = queue.queueJson().path("queue").path(1);
        assertThat(entry.has("next_attempt")).isFalse();
        assertThat(entry.path("retries").asInt()).isZero();
    }

    @Test
    void anEntryThatWouldStopTheWorkerIsMended() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(),
                        List.of(
                                "{\"project_id\": \"a\", \"content\": \"no id\"}",
                                "{\"id\": \"f1\", \"content\": \"no project\"}"),
                        2,
                        0));
        List<Memory> failed = document().failed();
        ActResult.Done result =
                act(MovePlanner.retry(failed.get(0)), MovePlanner.retry(failed.get(1)));
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped(
                                "f1", "has no project, so no worker could send it: edit it first"));
        JsonNode entry = queue.queueJson().path("queue").path(0);
        assertThat(entry.path("id").asText()).isEqualTo(failed.getFirst().id());
        assertThat(entry.path("timestamp").asLong()).isEqualTo(QueueFixture.START.getEpochSecond());
        assertThat(entry.path("retries").isInt()).isTrue();
        done(MovePlanner.edit(one("f1"), null, "b", MovePlanner.Then.RETRY));
        assertThat(queue.queuedIds()).containsExactly(failed.getFirst().id(), "f1");
        queue.legacy("load");
    }

    // ---- edit

    @Test
    void anEditKeepsThePlaceAndWhatItDoesNotKnow() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                QueueFixture.entry("p0", "x"),
                                """
                                {"id": "p1", "k": [1,  2], "project_id": "a", "content": "old", \
                                "timestamp": 7, "retries": 2}\
                                """,
                                QueueFixture.entry("p2", "y")),
                        QueueFixture.entries("f", 2),
                        5,
                        0));
        done(MovePlanner.edit(one("p1"), "n\u00e9w \ud83d", "b", MovePlanner.Then.STAY));
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2");
        Memory edited = one("p1");
        assertThat(edited.detail().content()).isEqualTo("n\u00e9w \ud83d");
        assertThat(edited.projectId()).contains("b");
        assertThat(edited.retries()).isZero();
        assertThat(edited.detail().extra()).containsOnlyKeys("k");
        assertThat(queue.queueText()).isASCII();

        done(MovePlanner.edit(one("f0"), "other", null, MovePlanner.Then.STAY));
        assertThat(failedIds()).containsExactly("f0", "f1");
        done(MovePlanner.edit(one("f0"), "again", null, MovePlanner.Then.RETRY));
        assertThat(failedIds()).containsExactly("f1");
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2", "f0");
        assertThat(counters()).containsExactly(5, 0, 1);
        queue.legacy("load");
    }

    @Test
    void whatIsSpooledIsMergedFirstAndThenEdited() {
        queue.pythonQueue(1, 0);
        String id = QueueFixture.save(store, "typo").getFirst();
        Memory spooled =
                LineFile.read(QueueFixture.files(files.spool()).getFirst(), MemoryState.SPOOLED)
                        .ok()
                        .orElseThrow()
                        .memories()
                        .getFirst();
        assertThat(skipped(MovePlanner.retry(spooled))).isEqualTo("is waiting already");
        done(MovePlanner.edit(spooled, "right", null, MovePlanner.Then.STAY));
        assertThat(queue.queuedIds()).containsExactly("p0", id);
        assertThat(one(id).detail().content()).isEqualTo("right");
        assertThat(QueueFixture.files(files.spool())).isEmpty();
        assertThat(QueueFixture.flush(queue.store()).merged()).isZero();
    }
}
