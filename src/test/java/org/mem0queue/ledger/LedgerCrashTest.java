package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.runOrSkip;
import static org.mem0queue.ledger.LedgerFixture.see;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** A process that ends without warning while it writes leaves whole batches. */
class LedgerCrashTest extends LedgerFolder {
    private static final int BATCH = 7;

    @Test
    void killedAtAnyTime() {
        ledgers.open();
        try (OtherJvm _ = OtherJvm.start("fill", ledgers.file(), "k", 100_000, BATCH)) {
            Ledger ours = ledgers.open();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (done(ours.counts()).known() < 3 * BATCH && System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            }
        }
        ledgers.closeAll();
        ledgers.advance(Duration.ofHours(25)); // so that opening reads all of it

        Ledger after = ledgers.open();

        long known = done(after.counts()).known();
        assertThat(known).isGreaterThanOrEqualTo(3 * BATCH);
        assertThat(known % BATCH).isZero();
    }

    /** 1 and 10 while it is created, the others in a batch. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 45, 90})
    void killedAtOneOfItsWrites(int write) {
        runOrSkip("strace", "-V");
        try (OtherJvm other =
                OtherJvm.killedAtWrite(
                        write,
                        List.of(ledgers.file(), ledgers.companion("-wal")),
                        "fill",
                        ledgers.file(),
                        "k",
                        100,
                        BATCH)) {
            assertThat(other.wasKilled()).isTrue();
        }
        ledgers.advance(Duration.ofHours(25));

        LedgerOpening.Opened opened = (LedgerOpening.Opened) ledgers.opening();

        if (opened.note() != null) {
            assertThat(opened.note()).as("killed before it was a ledger").contains("was empty");
        }
        assertThat(ledgers.asides()).isEmpty();
        assertThat(done(opened.ledger().counts()).known() % BATCH).isZero();
        see(opened.ledger(), "later", "text", START);
    }
}
