package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A commit that was written before the lock was taken counts only if nothing happened since. */
class QueueClaimsAheadTest extends ActingStore {
    private Exchange commit;

    @BeforeEach
    void claimTwoOfFour() throws InterruptedException {
        queue.pythonQueue(4, 0);
        Exchange claim = new Exchange(List.of(), memory -> null, some -> some.subList(0, 2), "c1");
        List<Memory> claimed =
                ((Exchange.Ending.Done) store.exchange(claim, Duration.ofSeconds(10))).claimed();
        assertThat(claimed).hasSize(2);
        commit =
                new Exchange(
                        claimed.stream()
                                .map(m -> new Exchange.Result(m, new Settlement.Stored()))
                                .toList(),
                        memory -> null,
                        pending -> pending.subList(0, 1),
                        "c2");
    }

    @Test
    void aFirstClaimIsWrittenAheadTooUnlessASaveWaits() throws Exception {
        Exchange first = new Exchange(List.of(), memory -> null, some -> some.subList(0, 1), "c2");
        QueueClaims.Ahead ahead = store.changes().prepareExchange(first);
        assertThat(ahead).isNotNull();
        store.spool().accept(List.of(new NewMemory(null, "web/shop", "waits", null, "test")));

        Exchange.Ending.Done done = finish(first, ahead);

        assertThat(done.claimed()).extracting(Memory::id).containsExactly("p2");
        assertThat(queue.queuedIds()).as("merged before it was claimed").hasSize(2);
        store.spool().accept(List.of(new NewMemory(null, "web/shop", "waits too", null, "test")));
        assertThat(store.changes().prepareExchange(first))
                .as("a claim sees what is merged with it")
                .isNull();
    }

    @Test
    void whatWasWrittenAheadIsPutInPlace() throws IOException {
        QueueClaims.Ahead ahead = prepared();
        String written = FileStamps.of(ahead.version().temporary()).fileKey();
        assertThat(queue.queuedIds()).as("nothing has changed yet").hasSize(2);

        Exchange.Ending.Done done = finish(ahead);

        assertThat(done.settled()).hasSize(2);
        assertThat(done.claimed()).extracting(Memory::id).containsExactly("p2");
        assertThat(FileStamps.of(files.queueFile()).fileKey()).isEqualTo(written);
        assertThat(queue.queuedIds()).containsExactly("p3");
        assertThat(store.outcomes().latest("p0").orElseThrow().outcome())
                .isEqualTo(Outcomes.Outcome.STORED);
    }

    @Test
    void anotherProgramMayWriteInBetween() throws IOException {
        QueueClaims.Ahead ahead = prepared();
        String text = queue.queueText();
        queue.write(text.replaceFirst("\\[", "[" + QueueFixture.entry("late", "x") + ","));

        Exchange.Ending.Done done = finish(ahead);

        assertThat(done.settled()).hasSize(2);
        assertThat(done.claimed()).extracting(Memory::id).containsExactly("late");
        assertThat(queue.queuedIds()).containsExactly("p2", "p3");
    }

    @Test
    void aSaveMayComeInBetween() throws IOException {
        QueueClaims.Ahead ahead = prepared();
        assertThat(store.spool().accept(List.of(new NewMemory("new", "p", "text", null, "test"))))
                .isInstanceOf(SaveResult.Accepted.class);

        finish(ahead);

        assertThat(queue.queuedIds()).containsExactly("p3", "new");
    }

    @Test
    void anOutcomeMayBeToldInBetween() throws IOException {
        QueueClaims.Ahead ahead = prepared();
        Memory two = one("p2");
        store.outcomes()
                .append(
                        List.of(
                                Outcomes.Line.of(
                                        TextKey.of(two),
                                        Outcomes.Outcome.STORED,
                                        queue.clock().instant())),
                        Disk.real());

        Exchange.Ending.Done done = finish(ahead);

        assertThat(done.claimed()).as("it is stored already").isEmpty();
        assertThat(done.alreadyStored()).extracting(Memory::id).containsExactly("p2");
    }

    @Test
    void whoNeverGetsTheLockLeavesNothingBehind() throws Exception {
        try (HeldLock held = hold()) {
            assertThat(store.exchange(commit, Duration.ZERO))
                    .isInstanceOf(Exchange.Ending.LockHeld.class);
            assertThat(temporaries()).isEmpty();
            assertThat(held.stillOurs()).isTrue();
        }
    }

    private QueueClaims.Ahead prepared() throws IOException {
        QueueClaims.Ahead ahead = Objects.requireNonNull(store.changes().prepareExchange(commit));
        assertThat(temporaries()).hasSize(1);
        return ahead;
    }

    private Exchange.Ending.Done finish(QueueClaims.Ahead ahead) throws IOException {
        return finish(commit, ahead);
    }

    private Exchange.Ending.Done finish(Exchange request, QueueClaims.@Nullable Ahead ahead)
            throws IOException {
        try (HeldLock held = hold()) {
            Exchange.Ending ending = store.changes().exchangeUnder(request, ahead, held);
            assertThat(ending).isInstanceOf(Exchange.Ending.Done.class);
            assertThat(temporaries()).isEmpty();
            return (Exchange.Ending.Done) ending;
        }
    }
}
