package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.PlannedMove;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Holding memories back and releasing them, beside everything else that changes the file. */
class HoldTest extends ActingStore {
    private void withHeld(int pending, int failed, int held) {
        queue.pythonQueue(pending, failed);
        String text = queue.queueText();
        queue.write(
                text.substring(0, text.lastIndexOf('}')).stripTrailing()
                        + ", \"held\": ["
                        + String.join(", ", QueueFixture.entries("h", held))
                        + "]}");
    }

    // ---- hold and release

    @Test
    void aPendingOneIsHeldAsItIsAndPythonCannotSeeIt() {
        queue.pythonQueue(3, 1);
        done(MovePlanner.hold(one("p1")));
        assertThat(queue.queuedIds()).containsExactly("p0", "p2");
        assertThat(heldIds()).containsExactly("p1");
        assertThat(one("p1").state()).isEqualTo(MemoryState.HELD);
        assertThat(counters()).containsExactly(4, 0, 1);
        assertThat(queue.legacy("load")).as("Python reads the file").contains("\"held\"");
    }

    @Test
    void releasedItIsDueAtOnceAndOtherwiseAsItWas() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                """
                                {"id": "p0", "project_id": "a", "content": "t", "timestamp": 7, \
                                "x": 1e999, "retries": 2, "last_error": "503", \
                                "next_attempt": "2030-01-01T00:00:00Z", "retry_after_s": 7200}\
                                """),
                        List.of(),
                        1,
                        0));
        done(MovePlanner.hold(one("p0")));
        done(MovePlanner.release(one("p0")));
        assertThat(document().queue().getFirst().raw().text().replaceAll("\\s+", ""))
                .isEqualTo(
                        """
                        {"id":"p0","project_id":"a","content":"t","timestamp":7,\
                        "x":1e999,"retries":2,"last_error":"503"}\
                        """);
        assertThat(queue.queueJson().path("held").isArray()).isTrue();
        assertThat(heldIds()).isEmpty();
    }

    @Test
    void aFailedOneIsHeldAsARetryWouldQueueIt() {
        queue.pythonQueue(1, 2);
        done(MovePlanner.hold(one("f0")));
        assertThat(failedIds()).containsExactly("f1");
        assertThat(counters()).as("total_failed follows").containsExactly(3, 0, 1);
        Memory held = one("f0");
        assertThat(held.retries()).isZero();
        assertThat(MovePlanner.mayBeStored(held)).as("Python tried it").isTrue();
        done(MovePlanner.release(held));
        assertThat(queue.queuedIds()).containsExactly("p0", "f0");
        assertThat(SendingHistory.of(one("f0")).lookUp()).isTrue();
        assertThat(counters()).containsExactly(3, 0, 1);
    }

    @Test
    void whatIsSpooledIsMergedAndHeldInOneAct() {
        queue.pythonQueue(1, 0);
        QueueFixture.accept(store, List.of(QueueFixture.memory("s0", "spooled")));
        Memory spooled =
                one(
                        "{\"id\": \"s0\", \"project_id\": \"trace-hub\","
                                + " \"content\": \"spooled\"}",
                        MemoryState.SPOOLED);
        ActResult.Done result = act(MovePlanner.hold(spooled));
        assertThat(result.skipped()).isEmpty();
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(heldIds()).containsExactly("s0");
        assertThat(counters()).as("it was queued").containsExactly(2, 0, 0);
    }

    @Test
    void aFileThatHoldsNothingGetsNoEmptyList() {
        queue.pythonQueue(2, 1);
        done(MovePlanner.retry(one("f0")));
        assertThat(queue.queueJson().has("held")).isFalse();
    }

    @Test
    void anEntryThatStoodThereTwiceIsHeldWholly() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                QueueFixture.entry("p0", "x"),
                                QueueFixture.entry("p1", "y"),
                                QueueFixture.entry("p0", "x"),
                                QueueFixture.entry("p0", "another text")),
                        List.of(),
                        4,
                        0));
        done(MovePlanner.hold(one("p0")));
        assertThat(queue.queuedIds())
                .as("another text is another memory")
                .containsExactly("p1", "p0");
        assertThat(heldIds()).containsExactly("p0");
    }

    @Test
    void anEntryThatStopsTheWorkerCanBeHeldButNotReleasedAsItIs() {
        queue.write(
                QueueFixture.pythonText(
                        List.of("{\"id\": \"p0\", \"content\": \"no project\"}", "7"),
                        List.of(),
                        2,
                        0));
        for (Memory memory : document().queue()) {
            done(MovePlanner.hold(memory));
        }
        assertThat(queue.queuedIds()).isEmpty();
        assertThat(document().held()).hasSize(2);
        assertThat(skipped(MovePlanner.release(one("p0"))))
                .isEqualTo("has no project, so no worker could send it: edit it first");
        done(MovePlanner.edit(one("p0"), null, "a", MovePlanner.Then.STAY));
        done(MovePlanner.release(one("p0")));
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    // ---- undo

    @Test
    void undoPutsItBackWhereItWasByteForByte() {
        queue.pythonQueue(3, 2);
        JsonNode before = queue.queueJson();
        List<Moved> done = done(MovePlanner.hold(one("p1")), MovePlanner.hold(one("f0")));
        assertThat(act(done.reversed().stream().map(Moved::reversed).toList()).skipped()).isEmpty();
        for (String key : List.of("queue", "failed", "stats")) {
            assertThat(queue.queueJson().path(key)).as(key).isEqualTo(before.path(key));
        }
        assertThat(heldIds()).isEmpty();
    }

    @Test
    void undoOfAReleaseHoldsAgainUnlessItWasSentMeanwhile() {
        withHeld(1, 0, 2);
        List<Moved> done = done(MovePlanner.release(one("h1")), MovePlanner.release(one("h0")));
        queue.write(
                queue.queueText()
                        .replaceFirst("\\{[^{]*\"id\": \"h0\"[^}]*\\},?", "")
                        .replaceFirst(",\\s*\\]", "]"));
        ActResult.Done undo = act(done.stream().map(Moved::reversed).toList());
        assertThat(undo.done()).extracting(Moved::id).containsExactly("h1");
        assertThat(undo.skipped().getFirst().reason()).isEqualTo(ActReasons.GONE);
        assertThat(heldIds()).containsExactly("h1");
    }

    // ---- other acts on what is held

    @Test
    void whatIsHeldIsEditedInItsPlaceAndDiscardedAndBroughtBackThere() throws IOException {
        withHeld(1, 0, 3);
        done(MovePlanner.edit(one("h1"), "new", null, MovePlanner.Then.STAY));
        assertThat(heldIds()).containsExactly("h0", "h1", "h2");
        assertThat(one("h1").detail().content()).isEqualTo("new");

        Moved discarded = done(MovePlanner.discard(one("h1"))).getFirst();
        assertThat(heldIds()).containsExactly("h0", "h2");
        assertThat(trash().getFirst().from()).isEqualTo(MemoryState.HELD);
        act(List.of(discarded.reversed()));
        assertThat(heldIds()).containsExactly("h0", "h1", "h2");
        assertThat(trash()).isEmpty();
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    @Test
    void thePartsOfAHeldOneAreHeldAndCounted() {
        withHeld(1, 0, 1);
        Memory whole = one("h0");
        String text = whole.detail().contentText().orElseThrow();
        List<String> parts = List.of(text.substring(0, 3), text.substring(3));
        ActResult.Done result = act(MovePlanner.split(whole, parts).toArray(PlannedMove[]::new));
        assertThat(result.skipped()).isEmpty();
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(document().held()).hasSize(2).extracting(Memory::retries).containsOnly(0);
        assertThat(counters().getFirst()).isEqualTo(3);
    }

    @Test
    void whoWantsSomethingElseIsToldWhy() {
        withHeld(1, 1, 1);
        assertThat(skipped(MovePlanner.retry(one("h0")))).isEqualTo("is on hold: release it");
        assertThat(skipped(MovePlanner.hold(one("h0")))).isEqualTo("is on hold already");
        assertThat(skipped(MovePlanner.release(one("p0")))).isEqualTo("is not on hold");
        Memory letter = one(QueueFixture.entry("d", "t"), MemoryState.DEAD_LETTER);
        assertThat(skipped(MovePlanner.hold(letter))).isEqualTo("is not sent unless you retry it");
        Memory flying = one(QueueFixture.entry("x", "t"), MemoryState.IN_FLIGHT);
        assertThat(skipped(MovePlanner.hold(flying))).isEqualTo(ActReasons.IN_FLIGHT);
        Memory failed = one("f0");
        done(MovePlanner.hold(failed));
        assertThat(skipped(MovePlanner.retry(failed))).isEqualTo("is on hold");
        assertThat(heldIds()).containsExactly("h0", "f0");
    }

    // ---- what else is in the file

    @Test
    void aHeldThatIsNoListIsLeftAndNothingIsHeld() {
        queue.pythonQueue(2, 0);
        String text = queue.queueText();
        queue.write(text.substring(0, text.lastIndexOf('}')) + ", \"held\": {\"a\": 1}}");
        assertThat(skipped(MovePlanner.hold(one("p0")))).isEqualTo(ActReasons.HELD_IS_NO_LIST);
        QueueFixture.save(store, "another");
        QueueFixture.flush(store);
        assertThat(queue.queueJson().path("held").path("a").asInt()).isEqualTo(1);
        assertThat(queue.queuedIds()).hasSize(3);
    }

    @Test
    void aRepeatedSaveOfAHeldOneChangesNothing() {
        withHeld(1, 0, 1);
        Memory held = one("h0");
        QueueFixture.accept(
                store,
                List.of(
                        new NewMemory(
                                "h0",
                                held.projectId().orElseThrow(),
                                held.detail().contentText().orElseThrow(),
                                null,
                                "test")));
        assertThat(QueueFixture.flush(store).merged()).isZero();
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(heldIds()).containsExactly("h0");
    }

    @Test
    void ofALargeFileTheHeldAreCounted() throws Exception {
        withHeld(2, 1, 3);
        QueueDocument counted = QueueParser.count(new ByteArrayInputStream(queue.queueBytes()));
        assertThat(counted.heldCount()).isEqualTo(3);
        assertThat(counted.pendingCount()).isEqualTo(2);
        assertThat(counted.held()).isEmpty();
    }

    // ---- beside Python

    @Test
    void whateverPythonWritesCarriesTheHeldAlongAndNeverSendsThem() {
        queue.pythonQueue(3, 1);
        done(MovePlanner.hold(one("p1")), MovePlanner.hold(one("f0")));
        JsonNode held = queue.queueJson().path("held");

        queue.legacy("save", "theirs");
        assertThat(queue.queueJson().path("held")).isEqualTo(held);
        queue.legacy("sync");

        assertThat(queue.queuedIds()).isEmpty();
        assertThat(queue.queueJson().path("held")).isEqualTo(held);
        done(MovePlanner.release(one("p1")));
        assertThat(queue.queuedIds()).containsExactly("p1");
        assertThat(heldIds()).containsExactly("f0");
    }

    // ---- sending

    @Test
    void aTwinThatAnotherProgramPutBackIsHeldTooWhereAPersonAsks() {
        withHeld(1, 0, 1);
        putBack();
        done(MovePlanner.hold(one("h0")));
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(heldIds()).containsExactly("h0");
    }

    private void putBack() {
        queue.write(
                queue.queueText()
                        .replaceFirst(
                                "\"queue\": \\[",
                                "\"queue\": [" + QueueFixture.entry("h0", "text of h0") + ", "));
    }

    @Test
    void noClaimTakesAHeldOneNorItsTwinThatAnotherProgramPutBack() throws InterruptedException {
        withHeld(1, 0, 1);
        putBack();
        Exchange everything = new Exchange(List.of(), memory -> null, pending -> pending, "c1");
        Exchange.Ending ending = store.exchange(everything, Duration.ofSeconds(10));
        assertThat(((Exchange.Ending.Done) ending).claimed())
                .extracting(Memory::id)
                .containsExactly("p0");
        assertThat(heldIds()).containsExactly("h0");
        assertThat(queue.queuedIds()).isEmpty();
    }
}
