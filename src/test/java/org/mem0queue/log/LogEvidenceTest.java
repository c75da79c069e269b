package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Set;

class LogEvidenceTest {
    private static final LogSource WORKER =
            new LogSource(LogSource.Kind.WORKER, Path.of("mem0_worker.log"));
    private static final LogSource OLDER =
            new LogSource(LogSource.Kind.WORKER, Path.of("logs/mem0_worker.log"));

    private final LogEvidence evidence = new LogEvidence();

    @Test
    void syncedRecoveredAndRecoveredDeadLettersAreStoredAndNothingElseIs() {
        tell(
                WORKER,
                """
                📤 Processing queue: 4 pending, 1 failed
                  ✅ Synced: api (ID: aaaaaaaa...)
                  ⏳ Retry 1/3: api
                  ✅ Recovered: api (ID: bbbbbbbb...)
                  ✅ DLQ recovered: api (ID: cccccccc...) after 3 retries
                📋 Moved to DLQ: api (ID: dddddddd...) after 5 retries
                  ✅ Synced: two
                lines (ID: eeeeeeee...)
                """);

        assertThat(evidence.syncedId8s())
                .containsExactlyInAnyOrder("aaaaaaaa", "bbbbbbbb", "cccccccc", "eeeeeeee");
        assertThat(evidence.ambiguousId8s()).isEmpty();
    }

    @Test
    void aSightingHasTheTimeOfTheLastDatedLineBeforeItAndTheLastOneCounts() {
        tell(
                WORKER,
                """
                  ✅ Synced: api (ID: aaaaaaaa...)
                [14:02:03] ✅ VPS healthy - processing queues...
                  ✅ Synced: api (ID: bbbbbbbb...)
                [15:02:03] ✅ VPS healthy - processing queues...
                  ✅ Synced: api (ID: bbbbbbbb...)
                """);

        assertThat(evidence.stored().get("aaaaaaaa").time()).isNull();
        assertThat(evidence.stored().get("bbbbbbbb").time())
                .isEqualTo(new LogTime.TimeOfDay(LocalTime.of(15, 2, 3)));
    }

    @Test
    void timesOfOneFileAreNotThoseOfAnother() {
        tell(WORKER, "[14:02:03] ✅ VPS healthy - processing queues...\n");
        tell(OLDER, "  ✅ Synced: api (ID: aaaaaaaa...)\n");

        assertThat(evidence.stored().get("aaaaaaaa").time()).isNull();
        assertThat(evidence.stored().get("aaaaaaaa").source()).isEqualTo(OLDER);
    }

    @Test
    void aProjectThatImitatesARowMakesBothIdsAmbiguousInsteadOfProvingOne() {
        tell(
                WORKER,
                """
                  ✅ Synced: before (ID: aaaaaaaa...)
                  ✅ Synced: x (ID: bbbbbbbb...)
                middle

                y (ID: cccccccc...)
                  ✅ Synced: after (ID: dddddddd...)
                """);

        assertThat(evidence.syncedId8s()).containsExactlyInAnyOrder("aaaaaaaa", "dddddddd");
        assertThat(evidence.ambiguousId8s()).containsExactlyInAnyOrder("bbbbbbbb", "cccccccc");
    }

    @Test
    void theRestOfARowWhoseBeginningIsNotThereIsAmbiguous() {
        tell(
                WORKER,
                "rest of it (ID: aaaaaaaa...)\n"
                        + "  ✅ Synced: api (ID: bbbbbbbb...)\n"
                        + "z (ID: cccccccc...) after 2 retries\n");

        assertThat(evidence.ambiguousId8s())
                .containsExactlyInAnyOrder("aaaaaaaa", "bbbbbbbb", "cccccccc");
    }

    @Test
    void onlyWantedIdsAreRemembered() {
        LogEvidence few = new LogEvidence(Set.of("bbbbbbbb")::contains);
        LogParser parser = new LogParser(WORKER);
        few.accept(parser.parse(0, 1, "  ✅ Synced: api (ID: aaaaaaaa...)"));
        few.accept(parser.parse(50, 2, "  ✅ Synced: api (ID: bbbbbbbb...)"));

        assertThat(few.stored()).containsOnlyKeys("bbbbbbbb");
        assertThat(few.stored().get("bbbbbbbb").offset()).isEqualTo(50);
    }

    private void tell(LogSource source, String text) {
        LogParser parser = new LogParser(source);
        text.lines().forEach(line -> evidence.accept(parser.parse(0, 0, line)));
    }
}
