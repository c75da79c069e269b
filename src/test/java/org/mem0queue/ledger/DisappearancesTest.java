package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.WorkerLine.Kind.DLQ_RECOVERED;
import static org.mem0queue.ledger.WorkerLine.Kind.RECOVERED;
import static org.mem0queue.ledger.WorkerLine.Kind.SYNCED;

import org.junit.jupiter.api.Test;
import org.mem0queue.ledger.Judgement.Fate;
import org.mem0queue.ledger.Judgement.Verdict;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.MemoryState;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

class DisappearancesTest extends GoneMemories {
    @Test
    void whatTheCountersAccountForIsReported() {
        Judgement.Judged judged =
                judge(
                        change(tally(10, 3, A, B, C), tally(12, 6, A, B, C, "d", "e"), 1),
                        SILENT,
                        A,
                        B);

        assertThat(judged.setback()).isEmpty();
        assertThat(judged.verdicts())
                .containsExactly(
                        new Verdict(
                                A,
                                Fate.SYNCED_REPORTED,
                                JourneyKind.VANISHED_REPORTED,
                                "2 left and 1 came and went unseen, total_synced grew by 3"),
                        new Verdict(
                                B,
                                Fate.SYNCED_REPORTED,
                                JourneyKind.VANISHED_REPORTED,
                                "2 left and 1 came and went unseen, total_synced grew by 3"));
    }

    @Test
    void oneMoreGoneThanSentMakesAllUncertain() {
        Judgement.Judged judged = judge(change(tally(10, 3, A), tally(10, 4, A), 0), SILENT, A, B);

        assertThat(fates(judged)).containsExactly(Fate.UNCERTAIN, Fate.UNCERTAIN);
        assertThat(judged.verdicts().getFirst())
                .isEqualTo(
                        new Verdict(
                                A,
                                Fate.UNCERTAIN,
                                JourneyKind.VANISHED_UNCERTAIN,
                                "2 left, total_synced grew by 1"));
    }

    @Test
    void moreSentThanGoneProvesNothingEither() {
        assertThat(fates(judge(change(tally(10, 3, A), tally(10, 6, A), 0), SILENT, A)))
                .containsExactly(Fate.UNCERTAIN);
    }

    @Test
    void aSaveBetweenTheLooksChangesNothing() {
        assertThat(fates(judge(change(tally(10, 3, A), tally(11, 4, A, "new"), 1), SILENT, A)))
                .containsExactly(Fate.SYNCED_REPORTED);
    }

    @Test
    void whileTheLockIsHeldOrUnknownNothingIsJudged() {
        LockStatus held =
                new LockStatus(
                        LockStatus.State.HELD,
                        new LockStatus.Holder(4711, "python3", "", false),
                        null,
                        null);
        LockStatus unknown = new LockStatus(LockStatus.State.UNKNOWN, null, null, "denied");
        QueueChange wiped = change(tally(10, 3, A), QueueTally.EMPTY, 0);

        assertThat(Disappearances.judge(held, wiped, gone(A), SILENT))
                .isEqualTo(new Judgement.NotYet("python3 (pid 4711) holds the queue lock"));
        assertThat(Disappearances.judge(unknown, wiped, gone(A), SILENT))
                .isInstanceOf(Judgement.NotYet.class);
    }

    @Test
    void aLineSettlesItsMemoryAndTheRestIsCountedWithoutIt() {
        // B was discarded with an editor; the worker sent A and says so.
        Judgement.Judged judged =
                judge(change(tally(10, 3, A), tally(10, 4, A), 0), report(line(SYNCED, A)), A, B);

        assertThat(judged.verdicts())
                .containsExactly(
                        new Verdict(
                                A,
                                Fate.SYNCED_REPORTED,
                                JourneyKind.SYNCED_REPORTED,
                                "the worker's log says \"Synced\""),
                        new Verdict(
                                B,
                                Fate.UNCERTAIN,
                                JourneyKind.VANISHED_UNCERTAIN,
                                "1 left, total_synced grew by 0 beside those in the log"));
    }

    @Test
    void failedOnesThatTheWorkerRecoversInTheSameRunAreReported() {
        GoneMemory failed = gone(A, "p", MemoryState.FAILED, 0);
        GoneMemory thirdTry = gone(B, "p", MemoryState.PENDING, 2);
        QueueChange change = change(tally(10, 3, A, B), tally(10, 5, A, B), 0);

        assertThat(fates(judge(change, SILENT, failed, thirdTry)))
                .containsExactly(Fate.SYNCED_REPORTED, Fate.SYNCED_REPORTED);
        assertThat(judge(change, report(line(RECOVERED, A)), failed, thirdTry).verdicts())
                .extracting(Verdict::event)
                .containsExactlyInAnyOrder(
                        JourneyKind.SYNCED_REPORTED, JourneyKind.VANISHED_REPORTED);
    }

    @Test
    void aDeadLetterIsSettledByItsLineAloneAndNotCounted() {
        GoneMemory letter = gone(A, "p", MemoryState.DEAD_LETTER, 5);
        GoneMemory unnamed = gone(B, "p", MemoryState.DEAD_LETTER, 5);
        GoneMemory pending = gone(C, "p", MemoryState.PENDING, 0);
        QueueChange change = change(tally(10, 3, A), tally(10, 4, A), 0);

        Judgement.Judged judged =
                judge(change, report(line(DLQ_RECOVERED, A)), letter, unnamed, pending);

        assertThat(fate(judged, A)).isEqualTo(Fate.SYNCED_REPORTED);
        assertThat(fate(judged, B)).isEqualTo(Fate.UNCERTAIN);
        assertThat(fate(judged, C)).isEqualTo(Fate.SYNCED_REPORTED);
    }

    @Test
    void aDeadLetterThatCameAndWentUnseenIsTakenOutOfTheSum() {
        // Queued, dead-lettered and recovered between the looks: counted as queued only.
        QueueChange change = change(tally(10, 3, A), tally(11, 4, A, C), 0);

        assertThat(fates(judge(change, SILENT, A))).containsExactly(Fate.UNCERTAIN);
        assertThat(fates(judge(change, report(line(DLQ_RECOVERED, C)), A)))
                .containsExactly(Fate.SYNCED_REPORTED);
        // Sent from both files after a crash between the two writes: counted once.
        assertThat(
                        fates(
                                judge(
                                        change(tally(10, 3, A), tally(11, 5, A, C), 0),
                                        report(line(DLQ_RECOVERED, C), line(SYNCED, C)),
                                        A)))
                .containsExactly(Fate.SYNCED_REPORTED);
    }

    @Test
    void aNameThatFitsTwoSettlesBothWithTwoLinesAndNeitherWithOne() {
        QueueChange change = change(tally(10, 3, "session-1"), tally(10, 4, "session-1"), 0);
        WorkerLine line = line(SYNCED, "session-1");

        assertThat(fates(judge(change, report(line), "session-1", "session-2")))
                .containsExactly(Fate.UNCERTAIN, Fate.UNCERTAIN);
        assertThat(fates(judge(change, report(line, line), "session-1", "session-2")))
                .containsExactly(Fate.SYNCED_REPORTED, Fate.SYNCED_REPORTED);
    }

    @Test
    void aLineThatMayMeanAnotherMemorySettlesNothing() {
        QueueChange change = change(tally(10, 3, A), tally(10, 3, A), 0);
        WorkerLine line = line(SYNCED, "session-1");
        WorkerReport stillHere = new WorkerReport(List.of(line), Set.of(), Set.of(line.name()));

        assertThat(fates(judge(change, stillHere, "session-1"))).containsExactly(Fate.UNCERTAIN);
        // session-9 came and went; the line may be about it, and session-1 was taken out by hand
        assertThat(
                        fates(
                                judge(
                                        change(tally(10, 3, A), tally(11, 4, A, "session-9"), 0),
                                        report(line),
                                        "session-1")))
                .containsExactly(Fate.UNCERTAIN);
        assertThat(
                        fates(
                                judge(
                                        change,
                                        report(line),
                                        gone("session-1", "other", MemoryState.PENDING, 0))))
                .as("another project")
                .containsExactly(Fate.UNCERTAIN);
    }

    @Test
    void anIdThatChangesIsNotASync() {
        // A derived id leaves and another one comes, which nobody counted as queued.
        assertThat(fates(judge(change(tally(5, 2, A), tally(5, 2, A), 1), SILENT, "derived-1")))
                .containsExactly(Fate.UNCERTAIN);
    }

    @Test
    void withoutCountersNothingIsProved() {
        QueueTally unknown = new QueueTally(OptionalLong.empty(), OptionalLong.empty(), List.of());
        Judgement.Judged judged = judge(change(tally(5, 2, A), unknown, 0), SILENT, A);

        assertThat(judged.setback()).isEmpty();
        assertThat(fates(judged)).containsExactly(Fate.UNCERTAIN);
        assertThat(judged.verdicts().getFirst().evidence()).contains("no counters");
    }

    @Test
    void whatOurOwnSyncCountedIsSetAside() {
        assertThat(fates(judge(new QueueChange(tally(9, 3, A), tally(9, 6, A), 0, 2), SILENT, A)))
                .containsExactly(Fate.SYNCED_REPORTED);
    }

    @Test
    void aLateLineSettlesWhatWasUncertain() {
        List<GoneMemory> uncertain =
                List.of(
                        gone(A, "p", MemoryState.DEAD_LETTER, 5),
                        gone(B, "p", MemoryState.DEAD_LETTER, 5),
                        gone("session-1", "p", MemoryState.PENDING, 0));

        assertThat(
                        Disappearances.settle(
                                uncertain,
                                report(line(DLQ_RECOVERED, A), line(SYNCED, "session-1"))))
                .extracting(Verdict::id)
                .containsExactly(A);
    }

    @Test
    void theLogsNameIsCutAsPythonCutsIt() {
        assertThat(WorkerLine.Name.id8("short")).isEqualTo("short");
        assertThat(WorkerLine.Name.id8("1234567\ud83d\ude00x")).isEqualTo("1234567\ud83d\ude00");
        assertThat(WorkerLine.Name.of(null, A)).isNull();
        assertThat(
                        fates(
                                judge(
                                        change(tally(1, 0, A), tally(1, 0, A), 0),
                                        report(line(SYNCED, A)),
                                        gone(A, null, MemoryState.PENDING, 0))))
                .containsExactly(Fate.UNCERTAIN);
    }
}
