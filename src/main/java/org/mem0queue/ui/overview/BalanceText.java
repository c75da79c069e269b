package org.mem0queue.ui.overview;

import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.BalanceBar;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the numbers add up, in words and as the parts of the bar.
 *
 * @param lead since when
 * @param seen the number, shown strong
 * @param rest whether all of it is accounted for
 * @param end what stands at the right: what cannot be proved, or nothing
 * @param lost whether {@code end} speaks of lost memories
 */
record BalanceText(
        String lead,
        String seen,
        String rest,
        String end,
        boolean lost,
        List<BalanceBar.Part> parts,
        List<BalanceBar.Part> beside) {

    static BalanceText beforeFirstLook(Messages words) {
        return words(words.text("balance.unknown"));
    }

    static BalanceText of(QueueSnapshot snapshot, Messages words) {
        if (!Tiles.readable(snapshot)) {
            return words(words.text("balance.unreadable"));
        }
        Balance balance = snapshot.balance();
        if (balance.seen() == 0 && balance.unaccounted() == 0) {
            return words(words.text("balance.nothing"));
        }
        List<BalanceBar.Part> beside = beside(snapshot.counts(), words);
        Instant since = balance.since();
        return new BalanceText(
                (since == null
                                ? words.text("balance.first-look")
                                : words.text("balance.since", words.day(since)))
                        + " ",
                words.count("balance.seen", balance.seen()),
                ", " + accounted(balance, words),
                beside.isEmpty()
                        ? end(balance, snapshot.counts(), words)
                        : beside.getFirst().help(),
                !beside.isEmpty(),
                parts(snapshot.counts(), words),
                beside);
    }

    private static BalanceText words(String lead) {
        return new BalanceText(lead, "", "", "", false, List.of(), List.of());
    }

    private static String accounted(Balance balance, Messages words) {
        long missing = balance.unaccounted();
        if (missing == 0) {
            return words.text("balance.adds-up");
        }
        return missing > 0
                ? words.count("balance.unaccounted", missing)
                : words.count("balance.too-many", -missing);
    }

    /** What the counters say about the time before our first look, or what was discarded. */
    private static String end(Balance balance, Counts counts, Messages words) {
        long open = balance.before().notProvable();
        if (open == 0) {
            return counts.trash() == 0 ? "" : words.count("balance.discarded", counts.trash());
        }
        return open > 0
                ? words.count("balance.not-provable", open)
                : words.count("balance.never-counted", -open);
    }

    private static List<BalanceBar.Part> parts(Counts counts, Messages words) {
        List<BalanceBar.Part> parts = new ArrayList<>();
        add(parts, StateWord.SYNCED, counts.syncedConfirmed() + counts.syncedReported(), words);
        add(parts, StateWord.PENDING, counts.waiting(), words);
        add(parts, StateWord.SENDING, counts.inFlight(), words);
        add(parts, StateWord.FAILED, counts.needAPerson(), words);
        add(parts, StateWord.UNCLEAR, counts.inDoubt() + counts.uncertain().orElse(0), words);
        if (counts.trash() > 0) {
            parts.add(
                    new BalanceBar.Part(
                            "discarded",
                            counts.trash(),
                            words.count("balance.discarded", counts.trash())));
        }
        return List.copyOf(parts);
    }

    private static void add(
            List<BalanceBar.Part> parts, StateWord state, long amount, Messages words) {
        if (amount > 0) {
            parts.add(
                    new BalanceBar.Part(
                            state.styleClass(),
                            amount,
                            words.text(state.nameKey()) + " " + words.number(amount)));
        }
    }

    private static List<BalanceBar.Part> beside(Counts counts, Messages words) {
        long lost = counts.lost().orElse(0);
        return lost == 0
                ? List.of()
                : List.of(new BalanceBar.Part("lost", lost, words.count("balance.lost", lost)));
    }
}
