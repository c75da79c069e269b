package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the chart is drawn from: the recorded counts, and those of now. */
final class ChartSource {
    private ChartSource() {}

    /**
     * @param past null before it was asked, or where it could not be told
     * @param problem why it could not be told; empty if it could
     */
    static ChartText of(
            ChartRange range,
            @Nullable LookBack past,
            String problem,
            @Nullable QueueSnapshot snapshot,
            Instant now,
            Messages words) {
        if (!problem.isEmpty()) {
            return ChartText.empty(range, words.text("chart.problem", words.shortPaths(problem)));
        }
        if (past == null || past.range() != range || snapshot == null) {
            return ChartText.empty(range, "");
        }
        if (past.chart().isEmpty()) {
            return ChartText.empty(range, words.text("chart.begins"));
        }
        List<CountsSample> samples = new ArrayList<>(past.chart());
        // Recorded points lag behind; what is seen now is the last one, if it can be seen.
        if (Tiles.readable(snapshot) && snapshot.readAt().isAfter(samples.getLast().time())) {
            samples.add(new CountsSample(snapshot.readAt(), snapshot.counts()));
        }
        return ChartText.of(range, samples, now, words);
    }
}
