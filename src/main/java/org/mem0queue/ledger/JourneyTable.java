package org.mem0queue.ledger;

import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code journey}. Same memory, time, kind and detail is the same event. */
final class JourneyTable {
    private static final String EVENTS =
            "SELECT id, time, kind, detail FROM journey"
                    + " JOIN memory ON memory.number = journey.memory ";

    private final LedgerConnection connection;

    JourneyTable(LedgerConnection connection) {
        this.connection = connection;
    }

    /** False if it is there already. */
    boolean add(long memory, long time, JourneyKind kind, String detail) throws SQLException {
        return connection.update(
                        "INSERT OR IGNORE INTO journey(memory, time, kind, detail)"
                                + " VALUES(?, ?, ?, ?)",
                        memory,
                        time,
                        kind.word(),
                        AsciiText.encode(detail))
                > 0;
    }

    /** In the order in which it happened; at the same time, as it was recorded. */
    List<JourneyEvent> of(String id) throws SQLException {
        return connection.list(
                EVENTS + "WHERE id = ? ORDER BY time, journey.number",
                JourneyTable::event,
                AsciiText.encode(id));
    }

    /** Of all memories, the latest first. */
    List<JourneyEvent> between(Instant from, Instant to, int atMost) throws SQLException {
        return connection.list(
                EVENTS
                        + "WHERE time >= ? AND time < ? ORDER BY time DESC, journey.number DESC"
                        + " LIMIT ?",
                JourneyTable::event,
                Times.micros(from),
                Times.micros(to),
                atMost);
    }

    /** How many memories met each kind of event in a period. */
    Map<JourneyKind, Long> counts(Instant from, Instant to) throws SQLException {
        record Line(JourneyKind kind, long memories) {}
        Map<JourneyKind, Long> counts = new EnumMap<>(JourneyKind.class);
        for (Line line :
                connection.list(
                        "SELECT kind, count(DISTINCT memory) FROM journey"
                                + " WHERE time >= ? AND time < ? GROUP BY kind",
                        row ->
                                new Line(
                                        JourneyKind.ofWord(row.getString(1))
                                                .orElse(JourneyKind.OTHER),
                                        row.getLong(2)),
                        Times.micros(from),
                        Times.micros(to))) {
            counts.merge(line.kind(), line.memories(), Long::sum);
        }
        return counts;
    }

    private static JourneyEvent event(ResultSet row) throws SQLException {
        String id = AsciiText.decode(row.getString(1));
        Instant time = Times.instant(row.getLong(2));
        String word = row.getString(3);
        String detail = AsciiText.decode(row.getString(4));
        Optional<JourneyKind> kind = JourneyKind.ofWord(word);
        return kind.isPresent()
                ? new JourneyEvent(id, time, kind.get(), detail)
                : new JourneyEvent(
                        id,
                        time,
                        JourneyKind.OTHER,
                        detail.isEmpty() ? word : word + ": " + detail);
    }
}
