package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The six numbers. Where nobody looked yet, or where the queue file cannot be read, a tile shows a
 * dash and says so: never 0.
 */
final class Tiles {
    private static final String UNKNOWN = "–";

    private final QueueSnapshot snapshot;
    private final Counts counts;
    private final Messages words;
    private final @Nullable StateWord alarm;
    private final Map<StateWord, Tile.Trend> trends;

    private Tiles(
            QueueSnapshot snapshot,
            Sentence.Kind sentence,
            Map<StateWord, Tile.Trend> trends,
            Messages words) {
        this.snapshot = snapshot;
        this.counts = snapshot.counts();
        this.words = words;
        this.alarm = sentence.alarm();
        this.trends = trends;
    }

    /** Before anything was read: six dashes. */
    static List<Tile.Text> beforeFirstLook(Messages words) {
        List<Tile.Text> tiles = new ArrayList<>();
        for (StateWord state : StateWord.values()) {
            tiles.add(
                    new Tile.Text(
                            state,
                            words.text(state.nameKey()),
                            UNKNOWN,
                            words.text("tile.not-read"),
                            true,
                            false,
                            words.text(state.helpKey()),
                            Tile.Trend.NONE));
        }
        return tiles;
    }

    /** In the order of {@link StateWord}. */
    static List<Tile.Text> of(
            QueueSnapshot snapshot,
            Sentence.Kind sentence,
            Map<StateWord, Tile.Trend> trends,
            Messages words) {
        Tiles tiles = new Tiles(snapshot, sentence, trends, words);
        boolean readable = readable(snapshot);
        return List.of(
                readable ? tiles.pending() : tiles.unreadable(StateWord.PENDING),
                readable ? tiles.sending() : tiles.unreadable(StateWord.SENDING),
                readable ? tiles.synced() : tiles.unreadable(StateWord.SYNCED),
                tiles.failed(readable),
                readable ? tiles.unclear() : tiles.unreadable(StateWord.UNCLEAR),
                tiles.lost());
    }

    /** Whether the numbers that come from the queue file mean anything. A missing file is empty. */
    static boolean readable(QueueSnapshot snapshot) {
        return switch (snapshot.queueFile().state()) {
            case "ok", "missing" -> true;
            default -> false;
        };
    }

    private Tile.Text pending() {
        Duration oldest = snapshot.oldestPending();
        String note =
                counts.waiting() == 0
                        ? words.text("tile.pending.none")
                        : oldest == null
                                ? counts.toSend() == 0
                                        ? words.text("tile.pending.held")
                                        : words.text("tile.pending.some")
                                : words.text("tile.pending.oldest", words.age(oldest));
        String spooled =
                counts.spooled() == 0 ? "" : words.count("tile.pending.spooled", counts.spooled());
        return tile(StateWord.PENDING, counts.waiting(), note, spooled);
    }

    private Tile.Text sending() {
        return tile(
                StateWord.SENDING,
                counts.inFlight(),
                words.text(counts.inFlight() == 0 ? "tile.sending.none" : "tile.sending.some"),
                "");
    }

    private Tile.Text synced() {
        long all = counts.syncedConfirmed() + counts.syncedReported();
        String note =
                all == 0
                        ? words.text("tile.synced.none")
                        : counts.syncedConfirmed() == 0
                                ? words.text("tile.synced.unconfirmed")
                                : words.count("tile.synced.confirmed", counts.syncedConfirmed());
        String reported =
                counts.syncedReported() == 0
                        ? ""
                        : words.count("tile.synced.reported", counts.syncedReported());
        return tile(StateWord.SYNCED, all, note, reported);
    }

    /** Dead letters and emergency file are files of their own: what they hold is known. */
    private Tile.Text failed(boolean readable) {
        if (!readable) {
            return counts.needAPerson() == 0
                    ? unreadable(StateWord.FAILED)
                    : tile(
                            StateWord.FAILED,
                            counts.needAPerson(),
                            words.text("tile.failed.at-least"),
                            WhereFailed.list(counts, words));
        }
        String note =
                counts.needAPerson() == 0
                        ? words.text("tile.failed.none")
                        : counts.deadLetters() > 0
                                ? words.count("tile.failed.dead-letters", counts.deadLetters())
                                : counts.emergency() > 0
                                        ? words.count("tile.failed.emergency", counts.emergency())
                                        : words.text("tile.failed.some");
        return tile(StateWord.FAILED, counts.needAPerson(), note, WhereFailed.list(counts, words));
    }

    private Tile.Text unclear() {
        boolean checked = counts.uncertain().isPresent();
        long known = counts.inDoubt() + counts.uncertain().orElse(0);
        if (!checked && known == 0) {
            return unknown(StateWord.UNCLEAR, words.text("tile.unchecked"));
        }
        String note =
                !checked
                        ? words.text("tile.unclear.partly")
                        : known == 0
                                ? words.text("tile.unclear.none")
                                : words.text("tile.unclear.some");
        return tile(StateWord.UNCLEAR, known, note, "");
    }

    private Tile.Text lost() {
        OptionalLong lost = counts.lost();
        if (lost.isEmpty()) {
            return unknown(StateWord.LOST, words.text("tile.unchecked"));
        }
        String note = words.text(lost.getAsLong() == 0 ? "tile.lost.none" : "tile.lost.some");
        return tile(StateWord.LOST, lost.getAsLong(), note, "");
    }

    private Tile.Text unreadable(StateWord state) {
        return unknown(state, words.text("tile.unreadable"));
    }

    private Tile.Text unknown(StateWord state, String note) {
        return new Tile.Text(
                state,
                words.text(state.nameKey()),
                UNKNOWN,
                note,
                true,
                false,
                words.text(state.helpKey()),
                Tile.Trend.NONE);
    }

    private Tile.Text tile(StateWord state, long number, String note, String more) {
        String help = words.text(state.helpKey());
        return new Tile.Text(
                state,
                words.text(state.nameKey()),
                words.number(number),
                note,
                number == 0,
                state == alarm && number > 0,
                more.isEmpty() ? help : help + "\n" + more,
                number == 0 ? Tile.Trend.NONE : trends.getOrDefault(state, Tile.Trend.NONE));
    }
}
