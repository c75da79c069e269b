package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mem0queue.queue.RestorePlan;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What the counters and the log say about what may be put back, and how they go on. */
class QueueRestoreCountsTest extends RestoredStore {
    @ParameterizedTest
    @CsvSource({
        // synced now, logged ids,   uncertain
        "15, '', ''",
        "14, '', ''",
        "16, '', 'p0 p1 p2'",
        "16, 'p1', 'p1'",
        "17, 'p1', 'p0 p1 p2'",
        "17, 'p1 p2', 'p1 p2'",
        "15, 'p1', 'p1'",
    })
    void growthOfTheSyncedCountThatTheLogDoesNotExplainMakesAllUncertain(
            int syncedNow, String logged, String uncertain) {
        backup(3, 0, 20, 15);
        current(List.of(), List.of(), 20, syncedNow);
        List<String> expected = uncertain.isEmpty() ? List.of() : List.of(uncertain.split(" "));
        assertThat(ids(plan(logged.split(" ")).uncertain())).isEqualTo(expected);

        // The same from what a damaged file still says.
        String text = queue.queueText();
        queue.write("{" + text);
        assertThat(ids(plan(logged.split(" ")).uncertain())).isEqualTo(expected);
    }

    @Test
    void whatWasBeingSentIsUncertain() {
        QueueFixture.write(
                files.backupFile(),
                ("{\"queue\": [], \"failed\": [], \"in_flight\": ["
                                + QueueFixture.entry("flying", "text")
                                + "]}")
                        .getBytes(US_ASCII));
        RestorePlan plan = plan();
        assertThat(ids(plan.uncertain())).containsExactly("flying");
        restored(plan);
        assertThat(queue.queuedIds()).isEmpty();
        assertThat(queue.queueJson().path("in_flight").size()).isZero();
    }

    // ---- counters

    @ParameterizedTest
    @CsvSource({
        // source, current, put back, expected
        "20, 20, 2, 20",
        "20, 10, 2, 12",
        "20, 19, 2, 20",
        "20, 25, 2, 25",
        "20, 0, 3, 3",
        "20, 10, 0, 10",
    })
    void theQueuedCountOfAFileThatWentBackGrowsByWhatIsPutBack(
            int source, int current, int putBack, int expected) {
        backup(putBack, 0, source, 5);
        current(List.of(), List.of(), current, 5);
        restored(plan());
        assertThat(counters().getFirst()).isEqualTo(expected);
    }

    @Test
    void theFailedCountFollowsTheList() {
        backup(0, 3, 20, 15);
        current(
                List.of(),
                List.of(QueueFixture.entry("f1", "x"), QueueFixture.entry("g", "x")),
                9,
                7);
        assertThat(counters().get(2)).isEqualTo(2);
        restored(plan());
        assertThat(failedIds()).containsExactly("f1", "g", "f0", "f2");
        assertThat(counters().get(2)).isEqualTo(4);
    }

    @Test
    void theFailedCountOfARebuiltFileLosesWhatDoesNotComeBack() {
        backup(0, 3, 20, 15);
        queue.write("{");
        restored(plan("f1"));
        assertThat(failedIds()).containsExactly("f0", "f2");
        assertThat(counters()).containsExactly(20, 15, 2);
    }

    /** Or the next look would call them overwritten again as soon as they are sent. */
    @Test
    void whatWasPutBackAndThenSentIsNotMissedAgain() throws IOException, InterruptedException {
        queue.pythonQueue(2, 0);
        byte[] old = queue.queueBytes();
        String taken = merge("taken out");
        queue.write(old); // a foreign program writes its old copy back
        assertThat(ids(OverwrittenMemories.find(store, document()))).containsExactly(taken);

        QueueRestore.Preview preview = store.planPuttingBack(Set.of());
        RestorePlan plan = ((QueueRestore.Preview.Planned) preview).plan();
        restored(plan);
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", taken);
        assertThat(counters().getFirst()).isEqualTo(3);
        assertThat(OverwrittenMemories.find(store, document())).isEmpty();

        queue.legacy("sync");
        assertThat(OverwrittenMemories.find(store, document())).isEmpty();
    }

    private QueueDocument document() {
        return store.queueFile().read().ok().orElseThrow();
    }
}
