package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.service.ObservationFixture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class SendingCheckTest {
    @TempDir Path folder;

    private List<Finding> check(ObservationFixture queue) {
        Observation seen = queue.look();
        return new SendingCheck().check(seen, ObservationFixture.snapshot(seen));
    }

    private static String inFlight(String claim) {
        return "{\"queue\": [], \"last_100\": [], \"failed\": [], \"stats\": {\"total_queued\": 1,"
                + " \"total_synced\": 0, \"total_failed\": 0, \"last_sync\": null},"
                + " \"in_flight\": [{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"t\","
                + " \"timestamp\": 1764460800, \"retries\": 0, \"claim\": "
                + claim
                + "}]}";
    }

    private static String claim(Instant at, String more) {
        return "{\"id\": \"c\", \"machine\": \"m\", \"boot\": \"b\", \"attempt\": 1, \"at\": \""
                + at
                + "\""
                + more
                + "}";
    }

    @Test
    void onlyADoubtThatTheApiCannotSettleNeedsAPerson() {
        Instant at = Instant.now().minusSeconds(600);
        String doubt = ", \"doubt\": \"time_out\", \"sent\": \"" + at + "\", \"until\": \"" + at;
        ObservationFixture queue = new ObservationFixture(folder);
        assertThat(check(queue.queue(inFlight(claim(at, doubt + "\""))))).isEmpty();
        assertThat(check(queue.queue(inFlight(claim(at, doubt + "\", \"asked\": \"" + at + "\"")))))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("in-doubt-untold");
                            assertThat(finding.action()).contains("mem0-queue resolve");
                        });
    }

    @Test
    void aClaimIsLeftBehindAfterADay() {
        ObservationFixture queue = new ObservationFixture(folder);
        Instant recent = Instant.now().minus(Duration.ofHours(20));
        Instant old = Instant.now().minus(Duration.ofHours(30));
        assertThat(check(queue.queue(inFlight(claim(recent, ""))))).isEmpty();
        assertThat(check(queue.queue(inFlight(claim(old, "")))))
                .singleElement()
                .extracting(Finding::code)
                .isEqualTo("claims-left-behind");
    }

    @Test
    void soIsWhatNobodyHasSettledSince() {
        ObservationFixture queue = new ObservationFixture(folder);
        Instant old = Instant.now().minus(Duration.ofHours(30));
        String doubt = ", \"doubt\": \"time_out\", \"sent\": \"" + old + "\", \"until\": \"" + old;
        for (String more : List.of(doubt + "\"", ", \"event\": \"evt_1\"")) {
            assertThat(check(queue.queue(inFlight(claim(old, more)))))
                    .singleElement()
                    .extracting(Finding::code)
                    .isEqualTo("claims-left-behind");
        }
    }

    @Test
    void aForgottenPauseIsAWarningIfSomethingWaits() throws Exception {
        Path pause = folder.resolve("mem0_queue.d/paused");
        ObservationFixture queue =
                new ObservationFixture(folder).queue(1, 0).write("mem0_queue.d/paused", "{}");
        assertThat(check(queue))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("sending-paused");
                            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
                        });
        Files.setLastModifiedTime(pause, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        assertThat(check(new ObservationFixture(folder).queue(1, 0)))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.WARNING);
    }
}
