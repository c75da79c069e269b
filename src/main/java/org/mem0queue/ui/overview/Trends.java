package org.mem0queue.ui.overview;

import org.mem0queue.queue.Counts;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The last day in a few points: what waited, what was synced in each part of it, what failed. */
final class Trends {
    private static final Duration SPAN = Duration.ofHours(24);
    private static final int PARTS = 9;

    /** Fewer points are no trend. */
    private static final int FEWEST = 4;

    private Trends() {}

    /**
     * @param day the counts of the last 24 h, in the order of time
     */
    static Map<StateWord, Tile.Trend> of(List<CountsSample> day, Instant now, Messages words) {
        List<CountsSample> picked = lastOfEachPart(day, now);
        Map<StateWord, Tile.Trend> trends = new EnumMap<>(StateWord.class);
        if (picked.size() < FEWEST) {
            return trends;
        }
        put(trends, StateWord.PENDING, values(picked, Counts::waiting), picked, words);
        put(trends, StateWord.SYNCED, growth(values(picked, Backlog::syncedIn)), picked, words);
        put(trends, StateWord.FAILED, values(picked, Counts::needAPerson), picked, words);
        return trends;
    }

    private static void put(
            Map<StateWord, Tile.Trend> trends,
            StateWord word,
            List<Double> values,
            List<CountsSample> picked,
            Messages words) {
        boolean moves = values.stream().distinct().count() > 1;
        if (!moves) {
            return;
        }
        Counts then = picked.getFirst().counts();
        long number =
                switch (word) {
                    case PENDING -> then.waiting();
                    case SYNCED -> Backlog.syncedIn(then);
                    case SENDING, FAILED, UNCLEAR, LOST -> then.needAPerson();
                };
        trends.put(
                word,
                new Tile.Trend(
                        values,
                        words.text(
                                "tile.before",
                                words.number(number),
                                words.minute(picked.getFirst().time()))));
    }

    private static List<CountsSample> lastOfEachPart(List<CountsSample> day, Instant now) {
        Instant start = now.minus(SPAN);
        long part = SPAN.toMillis() / PARTS;
        List<CountsSample> picked = new ArrayList<>();
        long last = -1;
        for (CountsSample sample : day) {
            long at = Duration.between(start, sample.time()).toMillis() / part;
            if (at == last) {
                picked.removeLast();
            }
            picked.add(sample);
            last = at;
        }
        return picked;
    }

    private static List<Double> values(List<CountsSample> samples, ToLongFunction<Counts> number) {
        return samples.stream()
                .map(sample -> (double) number.applyAsLong(sample.counts()))
                .toList();
    }

    private static List<Double> growth(List<Double> values) {
        List<Double> growth = new ArrayList<>();
        for (int i = 1; i < values.size(); i++) {
            growth.add(Math.max(0, values.get(i) - values.get(i - 1)));
        }
        return List.copyOf(growth);
    }
}
