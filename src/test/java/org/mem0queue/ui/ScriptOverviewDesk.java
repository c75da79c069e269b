package org.mem0queue.ui;

import org.mem0queue.queue.Act;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.ui.overview.OverviewDesk;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A past that a test tells. */
public final class ScriptOverviewDesk implements OverviewDesk {
    public volatile List<CountsSample> samples = List.of();
    public volatile List<JourneyEvent> events = List.of();
    public volatile List<Act> acts = List.of();
    public volatile String problem = "";

    /** How often it was asked. */
    public final AtomicInteger asked = new AtomicInteger();

    @Override
    public List<CountsSample> samples(Instant since, int atMost) throws IOException {
        asked.incrementAndGet();
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
        return samples.stream().filter(sample -> !sample.time().isBefore(since)).toList();
    }

    @Override
    public List<JourneyEvent> events(Instant since, int atMost) {
        return events;
    }

    @Override
    public List<Act> acts(int atMost) {
        return acts;
    }
}
