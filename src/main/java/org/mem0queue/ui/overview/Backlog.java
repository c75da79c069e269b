package org.mem0queue.ui.overview;

import org.mem0queue.queue.Counts;
import org.mem0queue.queue.CountsSample;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What waited and what was synced over time, from the counts that were recorded. Says nothing of
 * times at which nobody looked, except for what was synced in between: that is known, and shared
 * out evenly.
 *
 * @param edges borders of the stretches, in order; the last is now
 * @param runs the samples without gaps between them, in order
 * @param synced how many were synced in each stretch
 * @param losses when memories were found to be lost
 */
record Backlog(
        List<Instant> edges,
        List<List<CountsSample>> runs,
        List<Double> synced,
        List<Loss> losses) {
    /** Losses closer than this part of the time are told as one. */
    private static final int CLOSE = 12;

    /**
     * Memories that were found to be lost.
     *
     * @param time when, or when the first of them
     */
    record Loss(Instant time, long number) {}

    /**
     * @param samples in the order of time
     */
    static Backlog of(ChartRange range, List<CountsSample> samples, Instant now, ZoneId zone) {
        List<Instant> edges = range.edges(now, zone);
        List<CountsSample> within =
                samples.stream()
                        .filter(sample -> !sample.time().isBefore(edges.getFirst()))
                        .filter(sample -> !sample.time().isAfter(now))
                        .toList();
        return new Backlog(
                edges,
                runs(within, range.gap()),
                synced(edges, within, range.gap()),
                losses(within, range.span().dividedBy(CLOSE)));
    }

    /** The most that ever waited. */
    long mostWaiting() {
        return runs.stream()
                .flatMap(List::stream)
                .mapToLong(sample -> sample.counts().waiting())
                .max()
                .orElse(0);
    }

    double mostSynced() {
        return synced.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** All that was synced in this time. */
    long allSynced() {
        return Math.round(synced.stream().mapToDouble(Double::doubleValue).sum());
    }

    static long syncedIn(Counts counts) {
        return counts.syncedConfirmed() + counts.syncedReported();
    }

    private static List<List<CountsSample>> runs(List<CountsSample> samples, Duration gap) {
        List<List<CountsSample>> runs = new ArrayList<>();
        CountsSample before = null;
        for (CountsSample sample : samples) {
            if (before == null || isGap(before, sample, gap)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(sample);
            before = sample;
        }
        return runs;
    }

    private static boolean isGap(CountsSample before, CountsSample after, Duration gap) {
        return Duration.between(before.time(), after.time()).compareTo(gap) > 0;
    }

    private static List<Double> synced(
            List<Instant> edges, List<CountsSample> samples, Duration gap) {
        double[] synced = new double[edges.size() - 1];
        for (int i = 1; i < samples.size(); i++) {
            CountsSample before = samples.get(i - 1);
            CountsSample after = samples.get(i);
            long more = syncedIn(after.counts()) - syncedIn(before.counts());
            if (more <= 0) {
                continue;
            }
            if (isGap(before, after, gap)) {
                share(synced, edges, before.time(), after.time(), more);
            } else {
                synced[stretch(edges, after.time())] += more;
            }
        }
        return Arrays.stream(synced).boxed().toList();
    }

    /** Evenly over the time in which nobody looked. */
    private static void share(
            double[] synced, List<Instant> edges, Instant from, Instant to, long more) {
        double whole = Duration.between(from, to).toMillis();
        for (int i = 0; i < synced.length; i++) {
            Instant start = edges.get(i).isAfter(from) ? edges.get(i) : from;
            Instant end = edges.get(i + 1).isBefore(to) ? edges.get(i + 1) : to;
            if (start.isBefore(end)) {
                synced[i] += more * (Duration.between(start, end).toMillis() / whole);
            }
        }
    }

    private static int stretch(List<Instant> edges, Instant time) {
        int i = 0;
        while (i + 2 < edges.size() && !time.isBefore(edges.get(i + 1))) {
            i++;
        }
        return i;
    }

    private static List<Loss> losses(List<CountsSample> samples, Duration close) {
        List<Loss> losses = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            Instant time = samples.get(i).time();
            long more =
                    samples.get(i).counts().lost().orElse(0)
                            - samples.get(i - 1).counts().lost().orElse(0);
            if (more <= 0) {
                continue;
            }
            Loss last = losses.isEmpty() ? null : losses.getLast();
            if (last != null && Duration.between(last.time(), time).compareTo(close) < 0) {
                losses.set(losses.size() - 1, new Loss(last.time(), last.number() + more));
            } else {
                losses.add(new Loss(time, more));
            }
        }
        return losses;
    }
}
