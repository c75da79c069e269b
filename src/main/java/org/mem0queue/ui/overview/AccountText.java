package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The terms behind the balance: what stood in the files at the first look, and what became of all
 * that was seen.
 *
 * @param now empty if there is nothing to account for
 */
record AccountText(String beforeTitle, List<Term> before, String nowTitle, List<Term> now) {
    static final AccountText NONE = new AccountText("", List.of(), "", List.of());

    /**
     * One line.
     *
     * @param state whose icon stands before it; null for none
     * @param destination its list; null if there is none
     */
    record Term(
            @Nullable StateWord state,
            String word,
            String number,
            @Nullable Destination destination) {}

    static AccountText of(QueueSnapshot snapshot, Messages words) {
        Balance balance = snapshot.balance();
        if (!Tiles.readable(snapshot) || (balance.seen() == 0 && balance.unaccounted() == 0)) {
            return NONE;
        }
        Instant since = balance.since();
        return new AccountText(
                since == null
                        ? words.text("account.before")
                        : words.text("account.before-since", words.day(since)),
                before(balance.before(), words),
                words.count("account.seen", balance.seen()),
                now(snapshot.counts(), balance.unaccounted(), words));
    }

    private static List<Term> before(Balance.Before before, Messages words) {
        List<Term> terms = new ArrayList<>();
        terms.add(plain("account.queued", before.queued(), words));
        terms.add(plain("account.reported-before", before.syncedReported(), words));
        terms.add(plain("account.here-before", before.here(), words));
        long open = before.notProvable();
        if (open > 0) {
            terms.add(plain("account.not-provable", open, words));
        } else if (open < 0) {
            terms.add(plain("account.never-counted", -open, words));
        }
        return terms;
    }

    private static List<Term> now(Counts counts, long unaccounted, Messages words) {
        List<Term> terms = new ArrayList<>();
        add(terms, StateWord.SYNCED, "account.confirmed", counts.syncedConfirmed(), words);
        add(terms, StateWord.SYNCED, "account.reported", counts.syncedReported(), words);
        add(terms, StateWord.PENDING, "account.pending", counts.waiting(), words);
        add(terms, StateWord.SENDING, "account.sending", counts.inFlight(), words);
        add(terms, StateWord.FAILED, "account.failed", counts.needAPerson(), words);
        add(
                terms,
                StateWord.UNCLEAR,
                "account.unclear",
                counts.inDoubt() + counts.uncertain().orElse(0),
                words);
        add(terms, StateWord.LOST, "account.lost", counts.lost().orElse(0), words);
        if (counts.trash() > 0) {
            terms.add(
                    new Term(
                            null,
                            words.text("account.discarded"),
                            words.number(counts.trash()),
                            Destination.Memories.of(MemoryGroup.TRASH)));
        }
        if (unaccounted != 0) {
            terms.add(plain("account.unaccounted", unaccounted, words));
        }
        return terms;
    }

    private static void add(
            List<Term> terms, StateWord state, String key, long number, Messages words) {
        if (number > 0) {
            terms.add(
                    new Term(
                            state,
                            words.text(key),
                            words.number(number),
                            Destination.Memories.of(MemoryGroup.of(state))));
        }
    }

    private static Term plain(String key, long number, Messages words) {
        return new Term(null, words.text(key), words.number(number), null);
    }
}
