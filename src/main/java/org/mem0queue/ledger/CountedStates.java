package org.mem0queue.ledger;

import org.mem0queue.queue.MemoryState;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the counted memories are in which state. Asked at every look, mostly for ten thousand of
 * which one has changed: of each row the id is read once, since neither its number nor its id ever
 * changes, and no row is deleted. What another connection has written may be another file in the
 * same place: then all are read again. One for each connection.
 */
final class CountedStates {
    /** So many are looked up one by one. */
    private static final int FEW = 100;

    private final LedgerConnection connection;
    private final Map<Long, String> ids = new HashMap<>();

    /** Changes when another connection has written; see SQLite's pragma of that name. */
    private long dataVersion;

    CountedStates(LedgerConnection connection) {
        this.connection = connection;
    }

    /** Id and state of those in these states. */
    Map<String, MemoryState> of(Collection<MemoryState> wanted) throws SQLException {
        long version = connection.number("PRAGMA data_version");
        if (version != dataVersion) {
            dataVersion = version;
            ids.clear();
        }
        Map<String, MemoryState> found = new HashMap<>();
        for (MemoryState state : wanted) {
            List<Long> numbers =
                    connection.list(
                            "SELECT number FROM memory WHERE state = ? AND counted = 1",
                            row -> row.getLong(1),
                            state.word());
            if (numbers.stream().filter(number -> !ids.containsKey(number)).count() > FEW) {
                readAll(state);
            }
            for (Long number : numbers) {
                found.put(id(number), state);
            }
        }
        if (ids.size() > 2 * found.size() + FEW) {
            ids.clear(); // most have left the files since
        }
        return found;
    }

    private void readAll(MemoryState state) throws SQLException {
        record Line(long number, String id) {}
        connection
                .list(
                        "SELECT number, id FROM memory WHERE state = ? AND counted = 1",
                        row -> new Line(row.getLong(1), AsciiText.decode(row.getString(2))),
                        state.word())
                .forEach(line -> ids.put(line.number(), line.id()));
    }

    private String id(Long number) throws SQLException {
        String known = ids.get(number);
        if (known == null) {
            known =
                    connection
                            .one(
                                    "SELECT id FROM memory WHERE number = ?",
                                    row -> AsciiText.decode(row.getString(1)),
                                    number)
                            .orElseThrow();
            ids.put(number, known);
        }
        return known;
    }
}
