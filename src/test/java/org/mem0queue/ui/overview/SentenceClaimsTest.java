package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.overview.Sentence.Kind;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The sentence never claims more than is proved: what looks like a worse one and is not. */
class SentenceClaimsTest extends SaidSentences {
    private static Sentence said(SampleSnapshots sample) {
        return Sentence.of(sample.build(), NOW, ENGLISH);
    }

    @Test
    void aMissedLookIsNotStaleYet() {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.readAt = NOW.minusSeconds(14);
        assertThat(said(sample).kind()).isEqualTo(Kind.CALM);
    }

    @Test
    void aClockThatJumpedBackIsNotStale() {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.readAt = NOW.plusSeconds(3600);
        assertThat(said(sample).kind()).isEqualTo(Kind.CALM);
    }

    @Test
    void aLockHeldForLessThanAgentsWaitIsNoRisk() {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.lock =
                new LockStatus(
                        LockStatus.State.HELD,
                        new LockStatus.Holder(4711, "python3", "", false),
                        Duration.ofMillis(4999),
                        null);
        assertThat(said(sample).kind()).isEqualTo(Kind.CALM);
        sample.lock = new LockStatus(LockStatus.State.HELD, null, null, null);
        assertThat(said(sample).kind()).isEqualTo(Kind.CALM);
    }

    @Test
    void noticesDoNotDisturb() {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.findings = List.of(new Finding("n", Finding.Severity.NOTICE, "by the way", ""));
        assertThat(said(sample).kind()).isEqualTo(Kind.CALM);
    }

    @Test
    void allConfirmedIsSaidOnlyIfAllAre() {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.counts =
                new Counts(
                        0, 0, 0, 0, 73, 0, 0, 0, 0, OptionalLong.of(0), OptionalLong.of(0), 0, 0);
        assertThat(said(sample).cause())
                .startsWith("73 sent, all of them confirmed on the server.");
    }
}
