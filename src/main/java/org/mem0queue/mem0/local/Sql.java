package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One connection with the statements it last used. For one thread at a time. Has a function {@code
 * folded(text)} that takes the difference between large and small letters out. Looks like the
 * ledger's own connection: neither package sees the other, and what both see does no I/O.
 */
final class Sql implements AutoCloseable {
    /** How long another process is waited for. */
    private static final int BUSY_MILLISECONDS = 5000;

    /** Filters make statements of many forms; the older ones are let go. */
    private static final int STATEMENTS = 64;

    /** Reads one row; does not move the cursor. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements =
            new LinkedHashMap<>(STATEMENTS, 0.75f, true);

    private Sql(Connection connection) {
        this.connection = connection;
    }

    /** Opens a file that exists. */
    static Sql open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // As a URI: in a plain name a question mark would begin parameters.
        String url = "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?mode=rw";
        Connection connection = config.createConnection(url);
        Function.create(connection, "folded", new Folded(), 1, Function.FLAG_DETERMINISTIC);
        return new Sql(connection);
    }

    private static final class Folded extends Function {
        @Override
        protected void xFunc() throws SQLException {
            String text = value_text(0);
            if (text == null) {
                result();
            } else {
                result(text.toLowerCase(Locale.ROOT));
            }
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes rows; answers how many. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return prepared(sql, arguments).executeUpdate();
    }

    /** The row number that the last insert gave. */
    long lastRow() throws SQLException {
        return number("SELECT last_insert_rowid()");
    }

    /** A query whose answer is one number; 0 if there is none. */
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

    /** A pragma's answer; empty if there is none. */
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object[] arguments)
            throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            if (statements.size() >= STATEMENTS) {
                var oldest = statements.entrySet().iterator();
                oldest.next().getValue().close();
                oldest.remove();
            }
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case null -> statement.setObject(i + 1, null);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                case String text -> statement.setString(i + 1, text);
                case Object other ->
                        throw new IllegalArgumentException("no column holds a " + other.getClass());
            }
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            // The log could not be folded into the file; the next one to open it reads it.
        }
    }
}
