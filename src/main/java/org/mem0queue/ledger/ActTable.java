package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.NewAct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of {@code act} and {@code act_target}: the audit trail and what an undo needs. */
final class ActTable {
    private static final String ACTS =
            "SELECT number, time, actor, kind, detail, completed, undoes, undone_by FROM act ";

    private final LedgerConnection connection;

    ActTable(LedgerConnection connection) {
        this.connection = connection;
    }

    /** Without its targets. */
    private record Line(
            long number,
            Instant time,
            String actor,
            String kind,
            String detail,
            boolean completed,
            @Nullable Long undoes,
            @Nullable Long undoneBy) {}

    long begin(NewAct act) throws SQLException {
        connection.update(
                "INSERT INTO act(time, actor, kind, detail, undoes) VALUES(?, ?, ?, ?, ?)",
                Times.micros(act.time()),
                AsciiText.encode(act.actor()),
                act.kind().word(),
                AsciiText.encode(act.detail()),
                act.undoes().isPresent() ? act.undoes().getAsLong() : null);
        long number = connection.lastRow();
        int position = 0;
        for (NewAct.Target target : act.targets()) {
            connection.update(
                    "INSERT INTO act_target(act, position, id, undo) VALUES(?, ?, ?, ?)",
                    number,
                    position++,
                    AsciiText.encode(target.id()),
                    AsciiText.json(target.undo()));
        }
        return number;
    }

    /** Replaces what an undo of these memories needs. */
    void setUndo(long number, List<NewAct.Target> targets) throws SQLException {
        for (NewAct.Target target : targets) {
            connection.update(
                    "UPDATE act_target SET undo = ? WHERE act = ? AND id = ?",
                    AsciiText.json(target.undo()),
                    number,
                    AsciiText.encode(target.id()));
        }
    }

    /** Marks what was reached, and what that took back; false if there is no such act. */
    boolean complete(long number, Collection<String> doneIds) throws SQLException {
        if (connection.update("UPDATE act SET completed = 1 WHERE number = ?", number) == 0) {
            return false;
        }
        Long undoes = undoes(number);
        Long undoneBefore = undoes == null ? null : undoes(undoes);
        for (String id : doneIds) {
            String encoded = AsciiText.encode(id);
            connection.update(
                    "UPDATE act_target SET done = 1 WHERE act = ? AND id = ?", number, encoded);
            if (undoes != null) {
                connection.update(
                        "UPDATE act_target SET undone_by = ? WHERE act = ? AND id = ?",
                        number,
                        undoes,
                        encoded);
            }
            if (undoneBefore != null) {
                // The undo of an undo: what that one had taken back holds again.
                connection.update(
                        "UPDATE act_target SET undone_by = NULL"
                                + " WHERE act = ? AND id = ? AND undone_by = ?",
                        undoneBefore,
                        encoded,
                        undoes);
            }
        }
        if (undoes != null && !doneIds.isEmpty()) {
            connection.update("UPDATE act SET undone_by = ? WHERE number = ?", number, undoes);
            connection.update(
                    "UPDATE act SET undone_by = NULL WHERE undone_by = ? AND NOT EXISTS("
                            + "SELECT 1 FROM act_target"
                            + " WHERE act = act.number AND undone_by IS NOT NULL)",
                    undoes);
        }
        return true;
    }

    private @Nullable Long undoes(long number) throws SQLException {
        return connection
                .one(
                        "SELECT undoes FROM act WHERE number = ? AND undoes IS NOT NULL",
                        row -> row.getLong(1),
                        number)
                .orElse(null);
    }

    /** The latest first. */
    List<Act> latest(int atMost) throws SQLException {
        return withTargets(
                connection.list(ACTS + "ORDER BY number DESC LIMIT ?", ActTable::line, atMost));
    }

    /** Those meant for one memory, the latest first. */
    List<Act> on(String id) throws SQLException {
        return withTargets(
                connection.list(
                        ACTS
                                + "WHERE number IN (SELECT act FROM act_target WHERE id = ?)"
                                + " ORDER BY number DESC",
                        ActTable::line,
                        AsciiText.encode(id)));
    }

    Optional<Act> act(long number) throws SQLException {
        Optional<Line> line = connection.one(ACTS + "WHERE number = ?", ActTable::line, number);
        return line.isEmpty() ? Optional.empty() : Optional.of(withTargets(line.get()));
    }

    /** What was kept for an undo, per memory in order. */
    List<NewAct.Target> undo(long number) throws SQLException {
        return connection.list(
                "SELECT id, undo FROM act_target WHERE act = ? ORDER BY position",
                row -> new NewAct.Target(AsciiText.decode(row.getString(1)), row.getString(2)),
                number);
    }

    private List<Act> withTargets(List<Line> lines) throws SQLException {
        List<Act> acts = new ArrayList<>(lines.size());
        for (Line line : lines) {
            acts.add(withTargets(line));
        }
        return acts;
    }

    private Act withTargets(Line line) throws SQLException {
        List<Act.Target> targets =
                connection.list(
                        "SELECT id, done, undone_by FROM act_target WHERE act = ?"
                                + " ORDER BY position",
                        row ->
                                new Act.Target(
                                        AsciiText.decode(row.getString(1)),
                                        row.getBoolean(2),
                                        optional(LedgerConnection.nullableLong(row, 3))),
                        line.number());
        Optional<ActKind> kind = ActKind.ofWord(line.kind());
        return new Act(
                line.number(),
                line.time(),
                line.actor(),
                kind.orElse(ActKind.OTHER),
                kind.isPresent() ? line.detail() : line.kind() + ": " + line.detail(),
                line.completed(),
                targets,
                optional(line.undoes()),
                optional(line.undoneBy()));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong(1),
                Times.instant(row.getLong(2)),
                AsciiText.decode(row.getString(3)),
                row.getString(4),
                AsciiText.decode(row.getString(5)),
                row.getBoolean(6),
                LedgerConnection.nullableLong(row, 7),
                LedgerConnection.nullableLong(row, 8));
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
