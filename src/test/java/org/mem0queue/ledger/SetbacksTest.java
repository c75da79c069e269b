package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.WorkerLine.Kind.SYNCED;

import org.junit.jupiter.api.Test;
import org.mem0queue.ledger.Judgement.Fate;
import org.mem0queue.ledger.Judgement.Verdict;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.queue.RawJson;

import java.util.List;
import java.util.Set;

/** Counters that went back: a wipe, a backup, a file that is missing. */
class SetbacksTest extends GoneMemories {
    @Test
    void aWipeLosesWhatWasNeverSentAndOnlyThat() {
        // load_queue could not read the file: the next save began anew.
        QueueChange wiped = change(tally(61, 10, A, B, C), tally(1, 0, "new"), 1);
        GoneMemory tried = gone(B, "p", MemoryState.PENDING, 1);
        GoneMemory failed = gone(C, "p", MemoryState.FAILED, 0);

        Judgement.Judged judged =
                judge(wiped, SILENT, gone(A, "p", MemoryState.PENDING, 0), tried, failed);

        assertThat(judged.setback()).hasValue("total_queued went back from 61 to 1");
        assertThat(fate(judged, A)).isEqualTo(Fate.LOST);
        assertThat(judged.verdicts().getFirst().event()).isEqualTo(JourneyKind.VANISHED_LOST);
        assertThat(fate(judged, B)).isEqualTo(Fate.UNCERTAIN);
        assertThat(fate(judged, C)).isEqualTo(Fate.UNCERTAIN);
        assertThat(fates(judge(wiped, SILENT, pending(A, GoneMemory.Sending.POSSIBLE))))
                .as("a worker may have run before the wipe")
                .containsExactly(Fate.UNCERTAIN);
    }

    @Test
    void aMissingQueueFileIsAWipe() {
        Judgement.Judged judged = judge(change(tally(3, 1, A, B), QueueTally.EMPTY, 0), SILENT, A);

        assertThat(judged.setback()).isPresent();
        assertThat(fates(judged)).containsExactly(Fate.LOST);
    }

    @Test
    void aBackupCopiedOverTheFileByHandTakesBothCountersBack() {
        QueueChange back = change(tally(12, 8, A, B, C), tally(10, 6, A, B), 0);
        WorkerReport sentOnce = report(line(SYNCED, C));

        assertThat(judge(back, SILENT, C).setback())
                .hasValue("total_queued went back from 12 to 10");
        assertThat(fates(judge(back, SILENT, C))).containsExactly(Fate.LOST);
        assertThat(fates(judge(back, sentOnce, C))).containsExactly(Fate.SYNCED_REPORTED);
        assertThat(
                        fates(
                                judge(
                                        back,
                                        new WorkerReport(
                                                List.of(),
                                                Set.of(line(SYNCED, C).name()),
                                                Set.of()),
                                        C)))
                .as("a killed run sent it before the last look")
                .containsExactly(Fate.UNCERTAIN);
        assertThat(judge(change(tally(12, 8, A), tally(12, 6, A), 0), SILENT).setback())
                .as("an incident also if nothing is gone: two would be sent again")
                .hasValue("total_synced went back from 8 to 6");
    }

    @Test
    void aWipeThatHasOvertakenItsCountersShowsInLast100() {
        QueueChange overtaken =
                change(tally(3, 1, A, B, C), tally(5, 2, "d", "e", "f", "g", "h"), 3);
        Judgement.Judged judged = judge(overtaken, SILENT, B, C);

        assertThat(judged.setback().orElseThrow()).contains("last_100", "only 2");
        assertThat(fates(judged)).containsExactly(Fate.LOST, Fate.LOST);
    }

    @Test
    void onASetbackANameThatOthersMayShareSettlesNothing() {
        QueueChange wiped = change(tally(61, 10, "session-1"), tally(1, 0, "new"), 1);

        assertThat(fates(judge(wiped, report(line(SYNCED, "session-1")), "session-1")))
                .containsExactly(Fate.UNCERTAIN);
    }

    @Test
    void aHundredSavesBetweenTheLooksAreNoSetback() {
        QueueTally before = tally(100, 50, ids(0, 100));

        assertThat(tally(199, 60, ids(99, 199)).setbackSince(before)).isEmpty();
        assertThat(tally(200, 60, ids(100, 200)).setbackSince(before)).isEmpty();
        assertThat(tally(500, 60, ids(400, 500)).setbackSince(before)).isEmpty();
        assertThat(tally(199, 60, ids(100, 200)).setbackSince(before)).isPresent();
        Verdict verdict =
                judge(change(before, tally(500, 451, ids(400, 500)), 0), SILENT, A)
                        .verdicts()
                        .getFirst();
        assertThat(verdict.fate()).isEqualTo(Fate.SYNCED_REPORTED);
        assertThat(verdict.evidence()).as("and says what it cannot know").contains("begun anew");
    }

    @Test
    void anEntryWithoutAnIdAtTheEndOfLast100IsPassedOver() {
        QueueTally before = tally(3, 0, A, B, "");

        assertThat(tally(4, 0, A, B, "", "d").setbackSince(before)).isEmpty();
        assertThat(tally(4, 0, A, "d").setbackSince(before)).isPresent();
        assertThat(tally(102, 0, ids(0, 100)).setbackSince(before))
                .as("99 more push B out, since one stands behind it")
                .isEmpty();
        assertThat(
                        QueueTally.of(
                                        QueueStats.NONE,
                                        List.of(entry(A, false), entry("derived-1", true)))
                                .last100())
                .containsExactly(A, "");
    }

    private static Memory entry(String id, boolean derived) {
        return new Memory(id, derived, "p", null, 0, MemoryState.PENDING, RawJson.of("{}"));
    }
}
