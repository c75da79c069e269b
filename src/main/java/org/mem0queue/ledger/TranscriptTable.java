package org.mem0queue.ledger;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/** The rows of {@code transcript}: how far each one was read. */
final class TranscriptTable {
    private final LedgerConnection connection;

    TranscriptTable(LedgerConnection connection) {
        this.connection = connection;
    }

    Optional<TranscriptPosition> position(String path) throws SQLException {
        return connection.one(
                "SELECT file_key, size, modified, offset FROM transcript WHERE path = ?",
                row ->
                        new TranscriptPosition(
                                path,
                                AsciiText.decode(row.getString(1)),
                                row.getLong(2),
                                Times.instant(row.getLong(3)),
                                row.getLong(4)),
                AsciiText.encode(path));
    }

    /** Answers how many. */
    int put(Collection<TranscriptPosition> positions) throws SQLException {
        for (TranscriptPosition position : positions) {
            connection.update(
                    "INSERT OR REPLACE INTO transcript(path, file_key, size, modified, offset)"
                            + " VALUES(?, ?, ?, ?, ?)",
                    AsciiText.encode(position.path()),
                    AsciiText.encode(position.fileKey()),
                    position.sizeBytes(),
                    Times.micros(position.modified()),
                    position.offset());
        }
        return positions.size();
    }
}
