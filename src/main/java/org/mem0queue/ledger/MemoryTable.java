package org.mem0queue.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ContentHash;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.zip.CRC32C;

/** The rows of {@code memory} and {@code entry}: every id ever heard of, with its last text. */
final class MemoryTable {
    private static final String KNOWN =
            "SELECT memory.number, id, id_derived, project, saved_at, retries, state, first_seen,"
                    + " last_seen, state_at, confirmed, raw FROM memory"
                    + " LEFT JOIN entry ON entry.number = memory.number ";

    /** Rewriting a row at every look would cost more than the knowledge is worth. */
    private static final long LAST_SEEN_GRAIN = Times.HOUR;

    private final LedgerConnection connection;

    /** The number of the next new row; 0 until it is asked for. Valid for one transaction. */
    private long next;

    MemoryTable(LedgerConnection connection) {
        this.connection = connection;
    }

    /**
     * What the recorder compares with.
     *
     * @param rawCheck null if only the id is known
     */
    record Stored(
            long number,
            @Nullable Long rawCheck,
            MemoryState state,
            long stateAt,
            long lastSeen,
            boolean counted) {}

    /** A memory with the number of its row. */
    record Numbered(long number, KnownMemory memory) {}

    Optional<Stored> find(String id) throws SQLException {
        return connection.one(
                "SELECT number, raw_check, state, state_at, last_seen, counted FROM memory"
                        + " WHERE id = ?",
                row ->
                        new Stored(
                                row.getLong(1),
                                LedgerConnection.nullableLong(row, 2),
                                state(row.getString(3)),
                                row.getLong(4),
                                row.getLong(5),
                                row.getBoolean(6)),
                AsciiText.encode(id));
    }

    /** A row that knows nothing but the id; answers its number. */
    long insertId(String id, MemoryState state, long time) throws SQLException {
        long number = nextNumber();
        connection.update(
                "INSERT INTO memory(number, id, id_derived, project, saved_at, retries, sha256,"
                        + " raw_check, first_seen, last_seen, state, state_at, confirmed, counted)"
                        + " VALUES(?, ?, 0, NULL, NULL, 0, NULL, NULL, ?, ?, ?, ?, 0, 0)",
                number,
                AsciiText.encode(id),
                time,
                time,
                state.word(),
                time);
        return number;
    }

    private long nextNumber() throws SQLException {
        if (next == 0) {
            next = highest() + 1;
        }
        return next++;
    }

    long insert(Memory memory, long time, boolean counted) throws SQLException {
        byte[] raw = AsciiText.json(memory.raw());
        long number = nextNumber();
        connection.update(
                "INSERT INTO memory(number, id, id_derived, project, saved_at, retries, sha256,"
                        + " raw_check, first_seen, last_seen, state, state_at, confirmed, counted)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                number,
                AsciiText.encode(memory.id()),
                memory.idDerived(),
                project(memory),
                savedAt(memory),
                memory.retries(),
                contentHash(memory),
                rawCheck(raw),
                time,
                time,
                memory.state().word(),
                time,
                counted);
        connection.update("INSERT INTO entry(number, raw) VALUES(?, ?)", number, raw);
        return number;
    }

    /**
     * Takes over what the entry says now, if it says something else; tells whether its text or
     * project did.
     */
    boolean refresh(Stored stored, Memory memory) throws SQLException {
        byte[] raw = AsciiText.json(memory.raw());
        long check = rawCheck(raw);
        if (stored.rawCheck() != null && stored.rawCheck() == check) {
            return false;
        }
        byte[] hash = contentHash(memory);
        boolean sameText =
                connection.number(
                                "SELECT count(*) FROM memory WHERE number = ? AND sha256 IS ?"
                                        + " AND project IS ?",
                                stored.number(),
                                hash,
                                project(memory))
                        > 0;
        connection.update(
                "UPDATE memory SET id_derived = ?, project = ?, saved_at = ?, retries = ?,"
                        + " sha256 = ?, raw_check = ? WHERE number = ?",
                memory.idDerived(),
                project(memory),
                savedAt(memory),
                memory.retries(),
                hash,
                check,
                stored.number());
        connection.update(
                "INSERT INTO entry(number, raw) VALUES(?, ?)"
                        + " ON CONFLICT(number) DO UPDATE SET raw = excluded.raw",
                stored.number(),
                raw);
        return !sameText;
    }

    /** It was there at this time, and counts from now on. */
    void seen(Stored stored, long time) throws SQLException {
        if (!stored.counted() || time - stored.lastSeen() >= LAST_SEEN_GRAIN) {
            connection.update(
                    "UPDATE memory SET counted = 1, last_seen = max(last_seen, ?)"
                            + " WHERE number = ?",
                    time,
                    stored.number());
        }
    }

    /**
     * Into another state, unless something newer is known. What was once confirmed stays so while
     * it is synced.
     */
    void moveTo(long number, MemoryState state, long time) throws SQLException {
        connection.update(
                "UPDATE memory SET confirmed = CASE WHEN state = ? THEN confirmed ELSE 0 END,"
                        + " state = ?, state_at = ? WHERE number = ? AND state_at <= ?",
                state.word(),
                state.word(),
                time,
                number,
                time);
    }

    /** If it is synced: we know that it is. */
    void confirm(long number) throws SQLException {
        connection.update(
                "UPDATE memory SET confirmed = 1 WHERE number = ? AND state = ?",
                number,
                MemoryState.SYNCED.word());
    }

    Optional<KnownMemory> known(String id) throws SQLException {
        return connection
                .one(KNOWN + "WHERE id = ?", MemoryTable::numbered, AsciiText.encode(id))
                .map(Numbered::memory);
    }

    Optional<Numbered> numbered(long number) throws SQLException {
        return connection.one(KNOWN + "WHERE memory.number = ?", MemoryTable::numbered, number);
    }

    /** Which of these texts are synced in their project, under whatever id. Reads every row. */
    List<ProjectText> synced(Collection<ProjectText> wanted) throws SQLException {
        StringJoiner hashes = new StringJoiner("\",\"", "[\"", "\"]");
        wanted.forEach(text -> hashes.add(text.sha256()));
        return connection.list(
                // No index holds what is asked for: one pass is quicker than a look-up for each.
                "SELECT project, lower(hex(sha256)) FROM memory NOT INDEXED WHERE state = ?"
                        + " AND project IS NOT NULL"
                        + " AND sha256 IN (SELECT unhex(value) FROM json_each(?))",
                row -> new ProjectText(AsciiText.decode(row.getString(1)), row.getString(2)),
                MemoryState.SYNCED.word(),
                hashes.toString());
    }

    /** In the order of their ids. */
    List<KnownMemory> withPrefix(String prefix, int atMost) throws SQLException {
        String from = AsciiText.encode(prefix);
        // Everything in the column is printable ASCII, so DEL comes after all that may follow.
        return connection.list(
                KNOWN + "WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
                row -> numbered(row).memory(),
                from,
                from + "\u007f",
                atMost);
    }

    /** The latest to come into the state first. */
    List<KnownMemory> in(MemoryState state, int atMost) throws SQLException {
        return connection.list(
                KNOWN + "WHERE state = ? ORDER BY state_at DESC, memory.number DESC LIMIT ?",
                row -> numbered(row).memory(),
                state.word(),
                atMost);
    }

    /** Below a number, the highest first. */
    List<Numbered> before(long number, int atMost) throws SQLException {
        return connection.list(
                KNOWN + "WHERE memory.number < ? ORDER BY memory.number DESC LIMIT ?",
                MemoryTable::numbered,
                number,
                atMost);
    }

    /** From a number on, the lowest first. */
    List<Numbered> from(long number, int atMost) throws SQLException {
        return connection.list(
                KNOWN + "WHERE memory.number >= ? ORDER BY memory.number LIMIT ?",
                MemoryTable::numbered,
                number,
                atMost);
    }

    long highest() throws SQLException {
        return connection.number("SELECT max(number) FROM memory");
    }

    long queuedSince(long time) throws SQLException {
        return connection.number(
                        "SELECT count(*) FROM memory WHERE counted = 1 AND first_seen > ?"
                                + " AND state NOT IN (?, ?)",
                        time,
                        MemoryState.SPOOLED.word(),
                        MemoryState.EMERGENCY.word())
                + connection.number(
                        "SELECT count(DISTINCT memory) FROM journey"
                                + " JOIN memory ON memory.number = journey.memory"
                                + " WHERE time > ? AND kind = ? AND first_seen <= ?",
                        time,
                        JourneyKind.MERGED.word(),
                        time);
    }

    KnownCounts counts() throws SQLException {
        return countsSince(Long.MIN_VALUE);
    }

    KnownCounts countsSince(long time) throws SQLException {
        record Line(MemoryState state, boolean counted, long number, long confirmed) {}
        List<Line> lines =
                connection.list(
                        "SELECT state, counted, count(*), sum(confirmed) FROM memory"
                                + " WHERE first_seen >= ? GROUP BY state, counted",
                        row ->
                                new Line(
                                        state(row.getString(1)),
                                        row.getBoolean(2),
                                        row.getLong(3),
                                        row.getLong(4)),
                        time);
        Map<MemoryState, Long> counted = new EnumMap<>(MemoryState.class);
        long confirmed = 0;
        long confirmedBefore = 0;
        long known = 0;
        for (Line line : lines) {
            known += line.number();
            if (line.counted()) {
                counted.merge(line.state(), line.number(), Long::sum);
                confirmed += line.confirmed();
            } else {
                confirmedBefore += line.confirmed();
            }
        }
        return new KnownCounts(counted, confirmed, confirmedBefore, known);
    }

    private static Numbered numbered(ResultSet row) throws SQLException {
        String id = AsciiText.decode(row.getString(2));
        String project = row.getString(4);
        Long savedAt = LedgerConnection.nullableLong(row, 5);
        byte[] raw = row.getBytes(12);
        Memory memory =
                new Memory(
                        id,
                        row.getBoolean(3),
                        project == null ? null : AsciiText.decode(project),
                        savedAt == null ? null : Instant.ofEpochSecond(savedAt),
                        row.getInt(6),
                        state(row.getString(7)),
                        RawJson.of(
                                raw == null
                                        ? ("{\"id\": " + Json.quote(id) + "}").getBytes(US_ASCII)
                                        : raw));
        return new Numbered(
                row.getLong(1),
                new KnownMemory(
                        memory,
                        raw != null,
                        Times.instant(row.getLong(8)),
                        Times.instant(row.getLong(9)),
                        Times.instant(row.getLong(10)),
                        row.getBoolean(11)));
    }

    /** A word of a newer version means nothing to us: nothing is proved by it. */
    private static MemoryState state(String word) {
        return MemoryState.ofWord(word).orElse(MemoryState.UNCERTAIN);
    }

    private static @Nullable String project(Memory memory) {
        return memory.projectId().map(AsciiText::encode).orElse(null);
    }

    private static @Nullable Long savedAt(Memory memory) {
        return memory.timestamp().map(Instant::getEpochSecond).orElse(null);
    }

    private static byte @Nullable [] contentHash(Memory memory) {
        return content(memory).map(ContentHash::of).orElse(null);
    }

    /** Its text; none if the entry is so broken that it has none that can be read. */
    static Optional<String> content(Memory memory) {
        try {
            return memory.detail().contentText();
        } catch (UncheckedIOException notJson) {
            return Optional.empty();
        }
    }

    /** Length and CRC-32C: whether the bytes are those that we have, without reading ours. */
    private static long rawCheck(byte[] raw) {
        CRC32C crc = new CRC32C();
        crc.update(raw);
        return (long) raw.length << Integer.SIZE | crc.getValue();
    }
}
