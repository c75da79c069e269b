package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.Mark;

import java.time.Duration;
import java.util.List;

/**
 * Who holds the lock, for how long, how long still; and that "about" is said only if it is known.
 */
class LockLineTest {
    private static SampleSnapshots synced(long reported, long secondsLater) {
        SampleSnapshots sample = SampleSnapshots.alarm();
        sample.counts = SampleSnapshots.counts(58, 0, reported, 6, 3, 0);
        sample.readAt = NOW.plusSeconds(secondsLater);
        return sample;
    }

    private static Pace after(SampleSnapshots... looks) {
        Pace pace = new Pace();
        for (SampleSnapshots look : looks) {
            pace.see(look.build());
        }
        return pace;
    }

    @Test
    void theRateThatWasSeenTellsHowLongIsLeft() {
        // 10 in 20 s; 58 wait.
        assertThat(after(synced(216, 0), synced(221, 10), synced(226, 20)).left())
                .isEqualTo(Duration.ofSeconds(116));
    }

    @Test
    void nothingIsSaidBeforeEnoughWasSeen() {
        assertThat(after(synced(216, 0)).left()).isNull();
        assertThat(after(synced(216, 0), synced(226, 2)).left()).isNull();
        assertThat(after(synced(216, 0), synced(218, 60)).left()).isNull();
    }

    @Test
    void anotherHolderBeginsAnew() {
        SampleSnapshots other = synced(226, 20);
        other.lock =
                new LockStatus(
                        LockStatus.State.HELD,
                        new LockStatus.Holder(99, "python3", "", false),
                        Duration.ofSeconds(1),
                        null);
        other.worker = new WorkerStatus(WorkerStatus.State.SYNCING, List.of(99L), null);
        assertThat(after(synced(216, 0), other).left()).isNull();
    }

    @Test
    void whoIsNoWorkerHasNoPace() {
        SampleSnapshots first = synced(216, 0);
        SampleSnapshots second = synced(226, 20);
        first.worker = WorkerStatus.NONE;
        second.worker = WorkerStatus.NONE;
        assertThat(after(first, second).left()).isNull();
    }

    @Test
    void aClockThatJumpsBackForgetsWhatCameLater() {
        assertThat(after(synced(216, 3600), synced(226, 0)).left()).isNull();
    }

    @Test
    void aThousandLooksASecondAreRememberedAsOne() {
        Pace pace = new Pace();
        SampleSnapshots sample = synced(216, 0);
        pace.see(sample.build());
        for (int i = 0; i < 20_000; i++) {
            sample.readAt = NOW.plusMillis(i);
            sample.counts = SampleSnapshots.counts(58, 0, 216 + i / 2000, 6, 3, 0);
            pace.see(sample.build());
        }
        assertThat(pace.left()).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(140));
    }

    @Test
    void theLineSaysHowLongStillWhoWhatItRisksAndWhatToDo() {
        SampleSnapshots sample = SampleSnapshots.alarm();
        HealthRow.Text line =
                new LockLine(sample.build(), Duration.ofSeconds(116), SaidSentences.ENGLISH).text();
        assertThat(line.mark()).isEqualTo(Mark.CRITICAL);
        assertThat(line.value()).isEqualTo("busy, about 2 min");
        assertThat(line.help())
                .contains("held 41 s by python3 4711", "may be lost", "Save through mem0-queue");
        assertThat(
                        Sentence.of(
                                        sample.build(),
                                        Duration.ofSeconds(116),
                                        NOW,
                                        SaidSentences.ENGLISH)
                                .cause())
                .endsWith(
                        "agents give up at 5 s. About 2 min left. Save through mem0-queue"
                                + " meanwhile.");
    }

    @Test
    void whatIsLeftIsRoundedUp() {
        assertThat(LockLine.roughly(Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(10));
        assertThat(LockLine.roughly(Duration.ofSeconds(41))).isEqualTo(Duration.ofSeconds(50));
        assertThat(LockLine.roughly(Duration.ofSeconds(61))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void oneHoldingHasOneBeginningHoweverItIsMeasured() {
        LockTaken taken = new LockTaken();
        SampleSnapshots sample = SampleSnapshots.alarm();
        taken.see(sample.build());
        assertThat(taken.since()).isEqualTo(sample.readAt.minusSeconds(41));
        var first = taken.since();
        sample.readAt = sample.readAt.plusMillis(1400);
        taken.see(sample.build());
        assertThat(taken.since()).isEqualTo(first);
        sample.lock = LockStatus.FREE;
        taken.see(sample.build());
        assertThat(taken.since()).isNull();
    }
}
