package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.CountsSample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rows of {@code sample}: the counts over time. The older, the thinner: every 10 s for an hour,
 * a minute for two days, an hour for 90 days, a day after that; of each period the last remains. So
 * there are never more than a few thousand, however long the program runs.
 */
final class SampleTable {
    /** Several processes may take samples; one point of these is enough. */
    static final long CLOSEST = 10 * Times.SECOND;

    private static final long THIN_EVERY = 10 * Times.MINUTE;

    /**
     * One step of the thinning.
     *
     * @param olderThan age from which it applies
     * @param period of which one sample remains
     */
    private record Tier(long olderThan, long period) {}

    private static final List<Tier> TIERS =
            List.of(
                    new Tier(Times.HOUR, Times.MINUTE),
                    new Tier(2 * Times.DAY, Times.HOUR),
                    new Tier(90 * Times.DAY, Times.DAY));

    private static final String COLUMNS =
            "spooled, pending, in_flight, in_doubt, synced_confirmed, synced_reported, failed,"
                    + " dead_letters, emergency, uncertain, lost, trash";

    private final LedgerConnection connection;

    SampleTable(LedgerConnection connection) {
        this.connection = connection;
    }

    /** False if there is a sample of about that time. */
    boolean add(CountsSample sample) throws SQLException {
        long time = Times.micros(sample.time());
        Counts counts = sample.counts();
        return connection.update(
                        "INSERT INTO sample(time, "
                                + COLUMNS
                                + ") SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                                + " WHERE NOT EXISTS(SELECT 1 FROM sample"
                                + " WHERE time > ? AND time < ?)",
                        time,
                        counts.spooled(),
                        counts.pending(),
                        counts.inFlight(),
                        counts.inDoubt(),
                        counts.syncedConfirmed(),
                        counts.syncedReported(),
                        counts.failed(),
                        counts.deadLetters(),
                        counts.emergency(),
                        nullable(counts.uncertain()),
                        nullable(counts.lost()),
                        counts.trash(),
                        time - CLOSEST,
                        time + CLOSEST)
                > 0;
    }

    /** Thins what has grown old, if it was not done lately. */
    void thinIfDue(Instant now) throws SQLException {
        long time = Times.micros(now);
        long last = Schema.number(Schema.meta(connection, "thinned_at").orElse(null));
        if (time >= last && time - last < THIN_EVERY) {
            return;
        }
        Schema.putMeta(connection, "thinned_at", Long.toString(time));
        thin(time);
    }

    private void thin(long now) throws SQLException {
        for (int i = 0; i < TIERS.size(); i++) {
            Tier tier = TIERS.get(i);
            // Borders lie between periods, or a period across a border would keep two.
            long to = border(now, tier);
            long from = i + 1 < TIERS.size() ? border(now, TIERS.get(i + 1)) : Long.MIN_VALUE;
            connection.update(
                    "DELETE FROM sample WHERE time >= ? AND time < ? AND time NOT IN ("
                            + "SELECT max(time) FROM sample WHERE time >= ? AND time < ?"
                            + " GROUP BY time / ?)",
                    from,
                    to,
                    from,
                    to,
                    tier.period());
        }
    }

    private static long border(long now, Tier tier) {
        return Math.floorDiv(now - tier.olderThan(), tier.period()) * tier.period();
    }

    /**
     * In the order of time; if there are more than wanted, the last of each of {@code atMost} equal
     * parts of the time.
     */
    List<CountsSample> between(Instant from, Instant to, int atMost) throws SQLException {
        long start = Times.micros(from);
        long end = Times.micros(to);
        if (atMost < 1 || end <= start) {
            return List.of();
        }
        long part = Math.max(1, Math.ceilDiv(end - start, atMost));
        return connection.list(
                "SELECT max(time), "
                        + COLUMNS
                        + " FROM sample WHERE time >= ? AND time < ?"
                        + " GROUP BY (time - ?) / ? ORDER BY 1",
                SampleTable::sample,
                start,
                end,
                start,
                part);
    }

    private static CountsSample sample(ResultSet row) throws SQLException {
        return new CountsSample(
                Times.instant(row.getLong(1)),
                new Counts(
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        optional(LedgerConnection.nullableLong(row, 11)),
                        optional(LedgerConnection.nullableLong(row, 12)),
                        row.getLong(13),
                        0)); // what is on hold has no column
    }

    private static @Nullable Long nullable(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
