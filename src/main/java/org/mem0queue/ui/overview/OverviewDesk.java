package org.mem0queue.ui.overview;

import org.mem0queue.queue.Act;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyEvent;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What this screen asks of the service. Every method blocks for as long as its files take; none is
 * called on the JavaFX thread. Where nothing was recorded yet they answer nothing; where the
 * history cannot be read they fail with a sentence for a person.
 */
public interface OverviewDesk {
    /** The counts over time, in its order, evenly spread. */
    List<CountsSample> samples(Instant since, int atMost) throws IOException;

    /** What happened to any memory, the latest first. */
    List<JourneyEvent> events(Instant since, int atMost) throws IOException;

    /** The audit trail, the latest first. */
    List<Act> acts(int atMost) throws IOException;
}
