package org.mem0queue.service;

import static org.mem0queue.service.HistoryMissing.orStop;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.KnownCounts;
import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Baseline;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Instant;
import java.util.Optional;

/** Adds up what became of the memories of a period. */
final class PeriodReports {
    private PeriodReports() {}

    /**
     * @param since null for the first look
     * @param snapshot the present, for what does not add up
     */
    static LedgerResult<PeriodReport> make(
            Ledger ledger, @Nullable Instant since, Instant now, QueueSnapshot snapshot) {
        try {
            Optional<Baseline> baseline = orStop(ledger.baseline());
            if (baseline.isEmpty()) {
                return new LedgerResult.NotDone<>(
                        new LedgerProblem(
                                LedgerProblem.Kind.CLOSED,
                                "Nothing was recorded yet: the history begins with the next"
                                        + " command that changes something."));
            }
            Instant begin = baseline.get().since();
            boolean whole = since == null || !since.isAfter(begin);
            Instant from = since == null || whole ? begin : since;
            KnownCounts counts = orStop(whole ? ledger.counts() : ledger.countsSince(from));
            long before = whole ? baseline.get().before().syncedReported() : 0;
            long confirmed = counts.confirmedWith(before);
            return new LedgerResult.Done<>(
                    new PeriodReport(
                            from,
                            now,
                            before + counts.seen(),
                            confirmed,
                            before + counts.in(MemoryState.SYNCED) - confirmed,
                            counts.in(MemoryState.SPOOLED)
                                    + counts.in(MemoryState.PENDING)
                                    + counts.in(MemoryState.HELD),
                            counts.in(MemoryState.IN_FLIGHT),
                            counts.in(MemoryState.FAILED)
                                    + counts.in(MemoryState.DEAD_LETTER)
                                    + counts.in(MemoryState.EMERGENCY),
                            counts.in(MemoryState.IN_DOUBT) + counts.in(MemoryState.UNCERTAIN),
                            counts.in(MemoryState.TRASH),
                            counts.in(MemoryState.LOST),
                            whole ? snapshot.balance().unaccounted() : 0));
        } catch (HistoryMissing missing) {
            return new LedgerResult.NotDone<>(missing.problem());
        }
    }
}
