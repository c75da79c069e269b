package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.ObservationFixture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class RememberedCheckTest {
    @TempDir Path folder;

    private List<Finding> check(long uncertain, long lost, long unaccounted, LockStatus lock) {
        Observation seen =
                new ObservationFixture(folder).queue(3, 0).lock(lock, Duration.ZERO).look();
        return new RememberedCheck()
                .check(seen, ObservationFixture.remembering(seen, uncertain, lost, unaccounted));
    }

    @Test
    void whatAddsUpIsNoFinding() {
        assertThat(check(0, 0, 0, LockStatus.FREE)).isEmpty();
    }

    @Test
    void whatLeftIsToldByWhatIsKnownOfIt() {
        assertThat(check(2, 1, 0, LockStatus.FREE))
                .satisfiesExactly(
                        lost -> {
                            assertThat(lost.code()).isEqualTo("memories-lost");
                            assertThat(lost.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(lost.message())
                                    .isEqualTo(
                                            "1 memory left the queue before it was sent; its text"
                                                    + " is remembered.");
                        },
                        uncertain -> {
                            assertThat(uncertain.code()).isEqualTo("memories-uncertain");
                            assertThat(uncertain.severity()).isEqualTo(Severity.NOTICE);
                            assertThat(uncertain.action()).contains("list uncertain");
                        });
    }

    @Test
    void anOpenBalanceIsAFindingOnceTheLockIsFree() {
        assertThat(check(0, 0, 2, LockStatus.FREE))
                .singleElement()
                .satisfies(open -> assertThat(open.code()).isEqualTo("balance-open"));
        assertThat(check(0, 0, 2, new LockStatus(LockStatus.State.HELD, null, Duration.ZERO, null)))
                .isEmpty();
    }

    @Test
    void aLedgerThatDoesNotWorkIsToldAndChangesNoHealth() {
        QueueSnapshot before = new ObservationFixture(folder).queue(0, 0).judge();
        QueueSnapshot after = HealthChecks.withoutHistory(before, "ledger.db: the disk is full.");
        assertThat(after.health()).isEqualTo(before.health());
        assertThat(after.findings())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("ledger-unavailable");
                            assertThat(finding.message()).endsWith("ledger.db: the disk is full.");
                        });
    }
}
