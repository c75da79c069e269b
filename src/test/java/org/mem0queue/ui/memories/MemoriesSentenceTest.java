package org.mem0queue.ui.memories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Counts;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;

class MemoriesSentenceTest {
    private static final Messages ENGLISH =
            new Messages(Locale.ENGLISH, ZoneOffset.UTC, SampleSnapshots.HOME);

    private final SampleSnapshots sample = new SampleSnapshots();

    private String said(MemoryGroup group) {
        MemoriesSentence sentence =
                MemoriesSentence.of(
                        sample.build(), Query.EVERYTHING.withGroup(group), null, ENGLISH);
        return (sentence.headline() + " | " + sentence.cause()).strip();
    }

    private void counts(
            int pending, int flight, int doubt, int failed, int dead, int emergency, int trash) {
        sample.counts =
                new Counts(
                        0,
                        pending,
                        flight,
                        doubt,
                        73,
                        140,
                        failed,
                        dead,
                        emergency,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        trash,
                        0);
    }

    @Test
    void failedOnesAreSafe() {
        counts(0, 0, 0, 16, 2, 1, 0);
        assertThat(said(MemoryGroup.FAILED))
                .isEqualTo(
                        "19 memories failed; all of them are safe. | 16 failed, 2 are dead"
                                + " letters, 1 stands in the emergency file.");
        counts(0, 0, 0, 1, 0, 0, 0);
        assertThat(said(MemoryGroup.FAILED)).isEqualTo("1 memory failed; it is safe. |");
    }

    @Test
    void noneIsGoodNewsWithItsProof() {
        counts(0, 0, 0, 0, 0, 0, 0);
        assertThat(said(MemoryGroup.FAILED))
                .isEqualTo(
                        "Nothing has failed. | 213 have arrived, 73 of them confirmed on the"
                                + " server.");
        assertThat(said(MemoryGroup.PENDING)).startsWith("Nothing is waiting. | 213");
        assertThat(said(MemoryGroup.ALL)).startsWith("Nothing needs you. | 213");
    }

    @Test
    void theWorstOfAllIsSaid() {
        counts(58, 3, 1, 0, 0, 0, 0);
        assertThat(said(MemoryGroup.ALL))
                .startsWith("1 memory may have arrived; nothing proves it.");
        counts(58, 3, 0, 0, 0, 0, 0);
        assertThat(said(MemoryGroup.ALL))
                .startsWith("58 memories are waiting; all of them are safe.");
        counts(58, 3, 1, 2, 0, 0, 0);
        assertThat(said(MemoryGroup.ALL)).startsWith("2 memories failed; all of them are safe.");
    }

    @Test
    void whatNobodyLookedForIsNotNone() {
        counts(0, 0, 0, 0, 0, 0, 0);
        assertThat(said(MemoryGroup.LOST)).isEqualTo("Not checked yet for lost memories. |");
        assertThat(said(MemoryGroup.UNCLEAR)).isEqualTo("Nothing is in doubt. |");
    }

    @Test
    void eachOtherGroupHasItsSentence() {
        counts(1, 3, 0, 0, 0, 0, 1);
        assertThat(said(MemoryGroup.PENDING)).isEqualTo("1 memory is waiting; it is safe. |");
        assertThat(said(MemoryGroup.SENDING)).isEqualTo("3 memories are being uploaded. |");
        assertThat(said(MemoryGroup.SYNCED))
                .isEqualTo(
                        "213 memories have arrived. | 73 are confirmed on the server; of the"
                                + " others the worker’s count says so.");
        assertThat(said(MemoryGroup.TRASH))
                .isEqualTo("1 memory is in the trash. | Kept for 30 days after it was discarded.");
    }

    @Test
    void aFileThatCannotBeReadIsSaidBeforeAnyCount() {
        SampleSnapshots corrupt = SampleSnapshots.corrupt();
        MemoriesSentence sentence =
                MemoriesSentence.of(corrupt.build(), Query.EVERYTHING, null, ENGLISH);
        assertThat(sentence.headline()).isEqualTo("The queue file is damaged.");
        assertThat(sentence.cause()).contains("byte 11904");
    }
}
