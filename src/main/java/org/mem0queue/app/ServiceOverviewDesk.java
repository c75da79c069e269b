package org.mem0queue.app;

import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.service.QueueService;
import org.mem0queue.ui.overview.OverviewDesk;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Answers from the service. */
final class ServiceOverviewDesk implements OverviewDesk {
    private final QueueService service;

    ServiceOverviewDesk(QueueService service) {
        this.service = service;
    }

    @Override
    public List<CountsSample> samples(Instant since, int atMost) throws IOException {
        return known(service.past().samples(since, atMost));
    }

    @Override
    public List<JourneyEvent> events(Instant since, int atMost) throws IOException {
        return known(service.past().events(since, atMost));
    }

    @Override
    public List<Act> acts(int atMost) throws IOException {
        return known(service.history(atMost));
    }

    private static <T> T known(LedgerResult<T> result) throws IOException {
        return switch (result) {
            case LedgerResult.Done<T>(T value) -> value;
            case LedgerResult.NotDone<T> missing ->
                    throw new IOException(missing.problem().sentence());
        };
    }
}
