package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection with its prepared statements. For one thread at a time.
 *
 * <p>The file is never memory-mapped: a file that somebody cuts short would end the process instead
 * of failing a read.
 */
final class LedgerConnection implements AutoCloseable {
    /** How long another process' write is waited for. */
    static final int BUSY_MILLISECONDS = 2000;

    /** How a file is opened; none of them creates it. */
    enum Mode {
        READ_WRITE("rw"),
        READ_ONLY("ro"),
        /** Without looking for a log or locks: for folders that nothing can be created in. */
        IMMUTABLE("ro&immutable=1");

        private final String parameters;

        Mode(String parameters) {
            this.parameters = parameters;
        }
    }

    /** Reads one row; does not move the cursor. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final CountedStates states = new CountedStates(this);

    private LedgerConnection(Connection connection) {
        this.connection = connection;
    }

    static LedgerConnection open(Path file, Mode mode) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // As a URI: in a plain name a question mark would begin parameters.
        Connection connection =
                config.createConnection(
                        "jdbc:sqlite:"
                                + "file:"
                                + file.toAbsolutePath().toUri().getRawPath()
                                + "?mode="
                                + mode.parameters);
        BusyHandler.setHandler(connection, new Patience());
        return new LedgerConnection(connection);
    }

    /**
     * Tries again after a few milliseconds. SQLite's own handler soon waits 100 ms between tries,
     * and does not get through where others write without a pause.
     */
    private static final class Patience extends BusyHandler {
        private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);
        private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(12);

        private long begun;

        @Override
        protected int callback(int triesBefore) {
            long now = System.nanoTime();
            if (triesBefore == 0) {
                begun = now;
            }
            if (now - begun > TimeUnit.MILLISECONDS.toNanos(BUSY_MILLISECONDS)) {
                return 0;
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST, LONGEST));
            return 1;
        }
    }

    /** Runs what needs no answer and no arguments. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement that changes rows; answers how many. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return prepared(sql, arguments).executeUpdate();
    }

    /** Which memories are in which state, with what was read of them before. */
    CountedStates states() {
        return states;
    }

    /** The row number that the last insert gave. */
    long lastRow() throws SQLException {
        return number("SELECT last_insert_rowid()");
    }

    /** A query whose one answer is a number; 0 if it is null or there is none. */
    long number(String sql, @Nullable Object... arguments) throws SQLException {
        return one(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    <T> Optional<T> one(String sql, Row<T> reader, @Nullable Object... arguments)
            throws SQLException {
        try (ResultSet rows = prepared(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    <T> List<T> list(String sql, Row<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = prepared(sql, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** A pragma or short query as text; empty if it answers nothing. */
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /** A number that may be null. */
    static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private PreparedStatement prepared(String sql, @Nullable Object[] arguments)
            throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case null -> statement.setObject(i + 1, null);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
                case String text -> statement.setString(i + 1, text);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Object other ->
                        throw new IllegalArgumentException("no column holds a " + other.getClass());
            }
        }
        return statement;
    }

    void begin() throws SQLException {
        run("BEGIN");
    }

    /** Waits for other writers here, so that nothing inside the transaction has to. */
    void beginWrite() throws SQLException {
        run("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        run("COMMIT");
    }

    /** Takes back what was not committed; what failed before may have done so already. */
    void rollback() {
        try {
            run("ROLLBACK");
        } catch (SQLException noTransaction) {
            // Nothing to take back: the failure that brought us here ended the transaction.
        }
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            // The last user folds the log into the file at this point. If that fails (a full disk),
            // the log stays and the next one to open the file reads it.
        }
    }
}
