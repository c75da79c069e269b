package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one call at a time at the tables: opens the file if it is another than before, repeats what
 * a damaged one has spoilt, and makes a sentence of whatever goes wrong.
 */
final class LedgerDoor implements AutoCloseable {
    /** Attempts of one call: as it is, after a check of the file, with a new file. */
    private static final LedgerFile.Suspicion[] ATTEMPTS = LedgerFile.Suspicion.values();

    private final ReentrantLock turn = new ReentrantLock();
    private final LedgerFile file;

    // Guarded by turn.
    private LedgerFile.@Nullable Session session;
    private @Nullable Object logKey;
    private String identity;
    private @Nullable String note;
    private boolean closed;

    LedgerDoor(LedgerFile file, LedgerFile.Session session) {
        this.file = file;
        this.session = session;
        this.identity = session.identity();
    }

    /** What a call does with the tables; runs again if the file had to be replaced. */
    interface Work<T> {
        T with(LedgerTables tables) throws SQLException;
    }

    enum Access {
        READ,
        WRITE
    }

    /** Made with the file: if it is another than before, what was recorded is gone. */
    String identity() {
        turn.lock();
        try {
            return identity;
        } finally {
            turn.unlock();
        }
    }

    /** What happened to the file since the last question, as a sentence; told once. */
    Optional<String> takeNote() {
        turn.lock();
        try {
            Optional<String> taken = Optional.ofNullable(note);
            note = null;
            return taken;
        } finally {
            turn.unlock();
        }
    }

    Path path() {
        return file.path();
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            dropSession();
        } finally {
            turn.unlock();
        }
    }

    <T> LedgerResult<T> use(Access access, Work<T> work) {
        turn.lock();
        try {
            if (closed) {
                return notDone(LedgerProblem.Kind.CLOSED);
            }
            LedgerProblem problem = null;
            for (LedgerFile.Suspicion suspicion : ATTEMPTS) {
                LedgerFile.Session current = session(suspicion);
                if (access == Access.WRITE && current.readOnly()) {
                    // It may have become writable since.
                    dropSession();
                    current = session(suspicion);
                }
                if (access == Access.WRITE && current.readOnly()) {
                    return notDone(LedgerProblem.Kind.READ_ONLY);
                }
                try {
                    return new LedgerResult.Done<>(run(access, current.connection(), work));
                } catch (SQLException e) {
                    problem = SqliteProblem.of(e, file.path());
                    if (problem.kind() != LedgerProblem.Kind.DAMAGED) {
                        return new LedgerResult.NotDone<>(problem);
                    }
                    dropSession();
                }
            }
            return new LedgerResult.NotDone<>(Objects.requireNonNull(problem));
        } catch (LedgerException e) {
            dropSession();
            return new LedgerResult.NotDone<>(e.problem());
        } catch (RuntimeException e) {
            dropSession();
            return new LedgerResult.NotDone<>(unexpected(e, file));
        } finally {
            turn.unlock();
        }
    }

    private <T> T run(Access access, LedgerConnection connection, Work<T> work)
            throws SQLException, LedgerException {
        boolean committed = false;
        if (access == Access.WRITE) {
            connection.beginWrite();
        } else {
            connection.begin();
        }
        try {
            // A newer version of this program may have been started beside us.
            long version = Schema.version(connection);
            if (version > Schema.VERSION) {
                throw file.newer(version);
            }
            T answer = work.with(LedgerTables.of(connection));
            connection.commit();
            committed = true;
            return answer;
        } finally {
            if (!committed) {
                connection.rollback();
            }
            if (logKey == null) {
                logKey = file.currentLogKey();
            }
        }
    }

    /** The open file, opened anew if it is not the one that stands at its place any more. */
    private LedgerFile.Session session(LedgerFile.Suspicion suspicion) throws LedgerException {
        if (session != null
                && (!Objects.equals(session.fileKey(), file.currentKey())
                        || (logKey != null && !logKey.equals(file.currentLogKey())))) {
            dropSession();
        }
        if (session == null) {
            session = file.open(suspicion);
            if (session.note() != null && !session.readOnly()) {
                note = session.note();
            } else if (!session.identity().equals(identity)) {
                note =
                        "The history "
                                + file.path()
                                + " was deleted or replaced. A new one is rebuilt from the queue's"
                                + " files; earlier acts and charts are missing.";
            }
            identity = session.identity();
        }
        return session;
    }

    private void dropSession() {
        if (session != null) {
            session.connection().close();
            session = null;
        }
        logKey = null;
    }

    private <T> LedgerResult<T> notDone(LedgerProblem.Kind kind) {
        return new LedgerResult.NotDone<>(
                new LedgerProblem(kind, SqliteProblem.sentence(kind, file.path(), "")));
    }

    /** A mistake of ours must not stand in the way of what really matters either. */
    static LedgerProblem unexpected(RuntimeException e, LedgerFile file) {
        return new LedgerProblem(
                LedgerProblem.Kind.FAILED,
                SqliteProblem.sentence(
                        LedgerProblem.Kind.FAILED,
                        file.path(),
                        "unexpected " + e.getClass().getSimpleName()));
    }
}
