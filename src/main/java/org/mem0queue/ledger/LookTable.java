package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The one row of {@code last_look}. */
final class LookTable {
    /** Beside the row, because the first version of the table had no room for it. */
    private static final String OURS = "last_look_ours";

    private final LedgerConnection connection;

    LookTable(LedgerConnection connection) {
        this.connection = connection;
    }

    Optional<LastLook> last() throws SQLException {
        long ours = Schema.number(Schema.meta(connection, OURS).orElse(null));
        return connection.one(
                "SELECT time, queued, synced, last_100, logs FROM last_look",
                row ->
                        new LastLook(
                                Times.instant(row.getLong(1)),
                                new QueueTally(
                                        optional(LedgerConnection.nullableLong(row, 2)),
                                        optional(LedgerConnection.nullableLong(row, 3)),
                                        row.getString(4).lines().map(AsciiText::decode).toList(),
                                        ours),
                                sizes(row.getString(5))));
    }

    void put(LastLook look) throws SQLException {
        QueueTally tally = look.tally();
        Schema.putMeta(connection, OURS, Long.toString(tally.ours()));
        connection.update(
                "INSERT OR REPLACE INTO last_look(one, time, queued, synced, last_100, logs)"
                        + " VALUES(1, ?, ?, ?, ?, ?)",
                Times.micros(look.time()),
                tally.totalQueued().isPresent() ? tally.totalQueued().getAsLong() : null,
                tally.totalSynced().isPresent() ? tally.totalSynced().getAsLong() : null,
                lines(tally.last100()),
                lines(look.logSizes()));
    }

    /** Nothing in an encoded text is a line break; an empty one is an empty line. */
    private static String lines(List<String> ids) {
        StringBuilder lines = new StringBuilder();
        ids.forEach(id -> lines.append(AsciiText.encode(id)).append('\n'));
        return lines.toString();
    }

    private static String lines(Map<String, Long> sizes) {
        StringBuilder lines = new StringBuilder();
        sizes.forEach(
                (path, size) ->
                        lines.append(size).append(' ').append(AsciiText.encode(path)).append('\n'));
        return lines.toString();
    }

    private static Map<String, Long> sizes(String lines) {
        Map<String, Long> sizes = new HashMap<>();
        lines.lines()
                .forEach(
                        line -> {
                            int blank = line.indexOf(' ');
                            sizes.put(
                                    AsciiText.decode(line.substring(blank + 1)),
                                    Long.valueOf(line.substring(0, blank)));
                        });
        return sizes;
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
