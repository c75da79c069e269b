package org.mem0queue.log;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Collects which memories the lines prove as stored: those named in {@code Synced}, {@code
 * Recovered} and {@code DLQ recovered}. The names are the first 8 characters of the ids, so two
 * memories may share one; and a stored memory may be missing here, since a worker whose output is
 * buffered leaves no line when it is killed. Give it the lines of one file in order; for another
 * file go on with the same object.
 *
 * <p>Not thread-safe.
 */
public final class LogEvidence implements Consumer<LogLine> {
    private final Predicate<String> wanted;
    private final Map<String, Sighting> stored = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private @Nullable LogTime lastTime;
    private @Nullable LogSource lastSource;

    /** Named by the last row, while only lines of no kind followed. */
    private @Nullable String lastNamed;

    /** Remembers only ids that are wanted: a large log names millions. */
    public LogEvidence(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** Remembers all ids. */
    public LogEvidence() {
        this(id8 -> true);
    }

    @Override
    public void accept(LogLine line) {
        if (!line.source().equals(lastSource)) {
            lastSource = line.source();
            lastTime = null;
            lastNamed = null;
        }
        if (line.time() != null) {
            lastTime = line.time();
        }
        switch (line.event()) {
            case LogEvent.Accepted accepted -> {
                lastNamed = accepted.id8();
                if (wanted.test(accepted.id8())) {
                    stored.put(
                            accepted.id8(), new Sighting(line.source(), line.offset(), lastTime));
                }
            }
            case LogEvent.Other _ -> other(line);
            case LogEvent.Blank _ -> {} // may stand in a project, too
            default -> lastNamed = null;
        }
    }

    /**
     * A project such as {@code "x (ID: 00000000...)\ny"} makes its first line look complete; the
     * real end of the row then stands alone. Which of both ids was meant can't be told.
     */
    private void other(LogLine line) {
        String id8 = LineGrammar.danglingId(line.raw());
        if (id8 == null) {
            return;
        }
        if (wanted.test(id8)) {
            ambiguous.add(id8);
        }
        if (lastNamed != null && wanted.test(lastNamed)) {
            ambiguous.add(lastNamed);
        }
        lastNamed = null;
    }

    /** The ids that were stored, with the last time each was named so. */
    public Map<String, Sighting> stored() {
        Map<String, Sighting> certain = new HashMap<>(stored);
        certain.keySet().removeAll(ambiguous);
        return Collections.unmodifiableMap(certain);
    }

    /** The ids that were stored. */
    public Set<String> syncedId8s() {
        return stored().keySet();
    }

    /**
     * The ids for which something speaks of sending, but which lines that can't be trusted name.
     */
    public Set<String> ambiguousId8s() {
        return Set.copyOf(ambiguous);
    }
}
