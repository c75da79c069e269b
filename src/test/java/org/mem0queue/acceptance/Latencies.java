package org.mem0queue.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long calls took, from several threads. */
final class Latencies {
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    void add(long duration) {
        nanos.add(duration);
    }

    Duration percentile(int percent) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return Duration.ofNanos(
                sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)));
    }

    @Override
    public String toString() {
        return "p50 "
                + percentile(50).toNanos() / 1000
                + " us, p99 "
                + percentile(99).toNanos() / 1000
                + " us, longest "
                + percentile(100).toNanos() / 1000
                + " us";
    }
}
