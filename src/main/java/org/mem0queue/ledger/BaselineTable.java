package org.mem0queue.ledger;

import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Baseline;

import java.sql.SQLException;
import java.util.Optional;

/** The one row of {@code baseline}, which is never changed. */
final class BaselineTable {
    private final LedgerConnection connection;

    BaselineTable(LedgerConnection connection) {
        this.connection = connection;
    }

    /** Keeps it, unless there is one; answers the one that is kept. */
    Baseline keep(Baseline ifNone) throws SQLException {
        connection.update(
                "INSERT OR IGNORE INTO baseline(one, since, queued, synced_reported, here)"
                        + " VALUES(1, ?, ?, ?, ?)",
                Times.micros(ifNone.since()),
                ifNone.before().queued(),
                ifNone.before().syncedReported(),
                ifNone.before().here());
        return kept().orElseThrow();
    }

    Optional<Baseline> kept() throws SQLException {
        return connection.one(
                "SELECT since, queued, synced_reported, here FROM baseline",
                row ->
                        new Baseline(
                                Times.instant(row.getLong(1)),
                                new Balance.Before(
                                        row.getLong(2), row.getLong(3), row.getLong(4))));
    }
}
