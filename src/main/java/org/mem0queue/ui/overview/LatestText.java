package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest things, ready to be shown.
 *
 * @param lines the latest first
 * @param empty said if there are none; empty if nobody asked yet
 */
record LatestText(List<Entry> lines, String empty) {
    static final LatestText NOTHING = new LatestText(List.of(), "");

    /**
     * @param when short
     * @param whole the whole date, for the tooltip
     */
    record Entry(String when, String whole, Latest.Line line) {}

    /**
     * @param lockSince since when somebody holds the lock for too long; null if nobody does
     */
    static LatestText of(
            @Nullable LookBack past,
            @Nullable QueueSnapshot snapshot,
            @Nullable Instant lockSince,
            Instant now,
            Messages words) {
        List<Latest.Line> lines = new ArrayList<>();
        if (lockSince != null && snapshot != null) {
            lines.add(lockTaken(snapshot.lock(), lockSince, words));
        }
        if (past != null) {
            lines.addAll(Latest.of(past.acts(), past.events(), words));
        }
        List<Entry> entries =
                lines.stream()
                        .limit(Latest.LINES)
                        .map(
                                line ->
                                        new Entry(
                                                words.when(line.time(), now),
                                                words.whole(line.time()),
                                                line))
                        .toList();
        boolean silent = past == null || !entries.isEmpty();
        return new LatestText(entries, silent ? "" : words.text("latest.nothing"));
    }

    private static Latest.Line lockTaken(LockStatus lock, Instant since, Messages words) {
        LockStatus.Holder holder = lock.holder();
        String name =
                holder == null
                        ? words.text("latest.somebody")
                        : holder.command() + " " + holder.pid();
        return new Latest.Line(
                since,
                Glyph.LOCK,
                "ink",
                words.text("latest.lock", name, words.clock(since)),
                new Step(words.text("step.log"), Destination.Logs.asLeft()));
    }
}
