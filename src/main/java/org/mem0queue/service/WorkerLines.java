package org.mem0queue.service;

import org.mem0queue.ledger.LastLook;
import org.mem0queue.ledger.WorkerLine;
import org.mem0queue.log.LogEvent;
import org.mem0queue.log.LogHistory;
import org.mem0queue.log.LogLine;
import org.mem0queue.log.LogRange;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines of a directory's logs that say that something was sent.
 *
 * @param since those written after a look, in order
 * @param earlier what those before it name
 * @param sizes how far the logs go now
 */
record WorkerLines(List<WorkerLine> since, Set<WorkerLine.Name> earlier, Map<String, Long> sizes) {

    /** The line that was being written at the look is read again from its beginning. */
    private static final long LINE_BYTES = 64 << 10;

    /** How far the logs of a directory go. */
    static Map<String, Long> sizes(Path directory) {
        Map<String, Long> sizes = new HashMap<>();
        for (LogSource log : LogSources.in(directory).all()) {
            sizes.put(log.path().toString(), log.path().toFile().length());
        }
        return sizes;
    }

    /**
     * Reads what the logs say.
     *
     * @param whole also what was written before the look; large logs take seconds
     */
    static WorkerLines read(Path directory, LastLook look, boolean whole) {
        List<WorkerLine> since = new ArrayList<>();
        Set<WorkerLine.Name> earlier = new HashSet<>();
        Map<String, Long> sizes = sizes(directory);
        for (LogSource log : LogSources.in(directory).all()) {
            String path = log.path().toString();
            long now = sizes.getOrDefault(path, 0L);
            long then = look.logSizes().getOrDefault(path, 0L);
            long from = now < then ? 0 : then; // shorter: it was begun anew
            LogRange range =
                    whole ? new LogRange.Whole() : new LogRange.LastBytes(now - from + LINE_BYTES);
            new LogHistory()
                    .read(
                            log,
                            range,
                            line -> {
                                if (line.event() instanceof LogEvent.Accepted accepted) {
                                    if (end(line) > from) {
                                        since.add(lineOf(accepted));
                                    } else {
                                        earlier.add(lineOf(accepted).name());
                                    }
                                }
                            });
        }
        return new WorkerLines(since, earlier, sizes);
    }

    /** A line that was being written at the look counts as written since. */
    private static long end(LogLine line) {
        return line.offset() + line.sizeBytes();
    }

    private static WorkerLine lineOf(LogEvent.Accepted accepted) {
        WorkerLine.Kind kind =
                switch (accepted) {
                    case LogEvent.Synced ignored -> WorkerLine.Kind.SYNCED;
                    case LogEvent.Recovered ignored -> WorkerLine.Kind.RECOVERED;
                    case LogEvent.DeadLetterRecovered ignored -> WorkerLine.Kind.DLQ_RECOVERED;
                };
        return new WorkerLine(kind, new WorkerLine.Name(accepted.project(), accepted.id8()));
    }
}
