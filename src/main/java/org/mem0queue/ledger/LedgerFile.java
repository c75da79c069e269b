package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The file of the ledger: opens it, creates it, judges it, moves it aside when it is damaged.
 *
 * <p>The file is looked at through SQLite or by {@code stat} only. Opening and closing it ourselves
 * would drop the POSIX locks that SQLite holds on it for this process.
 */
final class LedgerFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Damaged ledgers are kept to be looked at, not as a collection. */
    private static final int KEPT_ASIDE = 2;

    private static final String[] COMPANIONS = {"-wal", "-shm"};

    /**
     * An open ledger.
     *
     * @param identity made with the file: another one means that history was lost
     * @param fileKey what the system called the file when it was opened; null where it has no keys
     * @param note what a person should know; null if nothing
     */
    record Session(
            LedgerConnection connection,
            String identity,
            @Nullable Object fileKey,
            boolean readOnly,
            @Nullable String note) {}

    /** How hard to look before a file is believed. */
    enum Suspicion {
        /** The first pages; all of it once a day. */
        NONE,
        /** Something in it could not be read: all of it, now. */
        CHECK,
        /** It passed the check and still could not be read. */
        CONDEMN
    }

    private final Path file;
    private final @Nullable LedgerLocation location;
    private final InstantSource clock;

    LedgerFile(Path file, @Nullable LedgerLocation location, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.location = location;
        this.clock = clock;
    }

    Path path() {
        return file;
    }

    private Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** What the system calls the file that is there now; null if there is none. */
    @Nullable Object currentKey() {
        return keyOf(file);
    }

    /** The same for the log beside it. */
    @Nullable Object currentLogKey() {
        return keyOf(companion(file, "-wal"));
    }

    private static @Nullable Object keyOf(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException missingOrUnreadable) {
            return null;
        }
    }

    /** Opens for reading and writing; where that is refused, for reading. */
    Session open(Suspicion suspicion) throws LedgerException {
        try {
            OwnerOnly.createFolder(folder());
        } catch (IOException e) {
            if (!Files.isDirectory(folder())) {
                throw new LedgerException(SqliteProblem.of(e, file));
            }
            // Its mode is not ours to change. Whether the file can be opened is seen below.
        }
        SqliteLibrary.load(folder());
        LedgerException refused;
        try {
            return openForWriting(suspicion);
        } catch (SQLException e) {
            refused = new LedgerException(SqliteProblem.of(e, file));
        } catch (IOException e) {
            refused = new LedgerException(SqliteProblem.of(e, file));
        } catch (LedgerException e) {
            refused = e;
        }
        return switch (refused.problem().kind()) {
            case READ_ONLY, DENIED, FULL -> openForReading(refused);
            case BUSY, DAMAGED, NEWER, CLOSED, FAILED -> throw refused;
        };
    }

    private Session openForWriting(Suspicion suspicion)
            throws SQLException, IOException, LedgerException {
        if (suspicion == Suspicion.NONE && Files.exists(file)) {
            Object key = currentKey();
            boolean torn = torn();
            LedgerConnection connection =
                    LedgerConnection.open(file, LedgerConnection.Mode.READ_WRITE);
            boolean keep = false;
            try {
                switch (inspect(connection, torn)) {
                    case Schema.Verdict.Current(String identity, boolean checkDue) -> {
                        boolean sound = !checkDue || Schema.check(connection) == null;
                        if (sound && Objects.equals(key, currentKey())) {
                            keep = true;
                            if (checkDue) {
                                noteChecked(connection);
                            }
                            return session(connection, identity, key, null);
                        }
                    }
                    case Schema.Verdict.Newer(long version) -> throw newer(version);
                    case Schema.Verdict.Empty() -> {}
                    case Schema.Verdict.Damaged(String ignored) -> {}
                }
            } finally {
                if (!keep) {
                    connection.close();
                }
            }
        }
        try (OpenLock _ = OpenLock.acquire(companion(stem(), ".lock"))) {
            return settle(suspicion);
        }
    }

    private Schema.Verdict inspect(LedgerConnection connection, boolean torn) throws SQLException {
        Schema.Verdict verdict = Schema.inspect(connection, clock);
        return torn && verdict instanceof Schema.Verdict.Current
                ? new Schema.Verdict.Damaged("its end is missing")
                : verdict;
    }

    /**
     * Whether the file ends within a page. SQLite compares whole pages only, and reads the missing
     * part as zeros. While there is a log, somebody may just be writing that page.
     */
    private boolean torn() {
        try {
            Path log = companion(file, "-wal");
            boolean logged = Files.exists(log) && Files.size(log) > 0;
            return !logged && Files.size(file) % Schema.PAGE_BYTES != 0;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Under the lock: whatever is there, afterwards there is a sound ledger. */
    private Session settle(Suspicion suspicion) throws SQLException, IOException, LedgerException {
        boolean wasThere = Files.exists(file);
        OwnerOnly.createFile(file);
        Object key = currentKey();
        boolean torn = torn();
        LedgerConnection connection = LedgerConnection.open(file, LedgerConnection.Mode.READ_WRITE);
        boolean keep = false;
        try {
            String damage;
            switch (inspect(connection, torn)) {
                case Schema.Verdict.Newer(long version) -> throw newer(version);
                case Schema.Verdict.Empty() -> {
                    Session created =
                            create(
                                    connection,
                                    key,
                                    wasThere ? "The history " + file + " was empty." : null);
                    keep = true;
                    return created;
                }
                case Schema.Verdict.Damaged(String reason) -> damage = reason;
                case Schema.Verdict.Current(String identity, boolean ignored) -> {
                    String found = Schema.check(connection);
                    if (found == null && suspicion != Suspicion.CONDEMN) {
                        keep = true;
                        noteChecked(connection);
                        return session(connection, identity, key, null);
                    }
                    damage = found == null ? "it cannot be read" : found;
                }
            }
            connection.close();
            Path aside = moveAside();
            OwnerOnly.createFile(file);
            key = currentKey();
            connection = LedgerConnection.open(file, LedgerConnection.Mode.READ_WRITE);
            Session created =
                    create(
                            connection,
                            key,
                            "The history "
                                    + file
                                    + " was damaged ("
                                    + damage.lines().findFirst().orElse("")
                                    + "). It is kept as "
                                    + aside.getFileName()
                                    + ".");
            keep = true;
            return created;
        } finally {
            if (!keep) {
                connection.close();
            }
        }
    }

    /** Not worth failing for: it is checked once more tomorrow, or at the next start. */
    private void noteChecked(LedgerConnection connection) {
        try {
            Schema.noteChecked(connection, clock);
        } catch (SQLException busyOrFull) {
            // as said
        }
    }

    private Session create(
            LedgerConnection connection, @Nullable Object key, @Nullable String reason)
            throws SQLException {
        Schema.create(connection, clock, location);
        String identity = Schema.meta(connection, "identity").orElseThrow();
        return session(
                connection,
                identity,
                key,
                reason == null
                        ? null
                        : reason
                                + " A new one is rebuilt from the queue's files; earlier acts and"
                                + " charts are missing.");
    }

    private Session session(
            LedgerConnection connection,
            String identity,
            @Nullable Object key,
            @Nullable String note)
            throws SQLException {
        connection.run("PRAGMA synchronous = FULL");
        connection.run("PRAGMA temp_store = MEMORY");
        connection.run("PRAGMA cache_size = -16000"); // KiB
        connection.run("PRAGMA journal_size_limit = 16777216"); // a large batch leaves a large log
        boolean readOnly = !Files.isWritable(file);
        return new Session(
                connection,
                identity,
                key,
                readOnly,
                readOnly ? SqliteProblem.sentence(LedgerProblem.Kind.READ_ONLY, file, "") : note);
    }

    /** A file that cannot be written may still tell what it holds. */
    private Session openForReading(LedgerException refused) throws LedgerException {
        if (!Files.exists(file)) {
            throw refused;
        }
        for (LedgerConnection.Mode mode :
                List.of(LedgerConnection.Mode.READ_ONLY, LedgerConnection.Mode.IMMUTABLE)) {
            Object key = currentKey();
            LedgerConnection connection = null;
            try {
                connection = LedgerConnection.open(file, mode);
                if (Schema.inspect(connection, clock)
                        instanceof Schema.Verdict.Current(String identity, boolean ignored)) {
                    connection.run("PRAGMA temp_store = MEMORY");
                    return new Session(
                            connection, identity, key, true, refused.problem().sentence());
                }
            } catch (SQLException e) {
                // the next way, or the first refusal
            }
            if (connection != null) {
                connection.close();
            }
        }
        throw refused;
    }

    LedgerException newer(long version) {
        return new LedgerException(
                LedgerProblem.Kind.NEWER,
                SqliteProblem.sentence(LedgerProblem.Kind.NEWER, file, "")
                        + " (Its version is "
                        + version
                        + ", this program knows "
                        + Schema.VERSION
                        + ".)");
    }

    /** Moves the file and what belongs to it; answers where to. */
    private Path moveAside() throws IOException {
        String name = stem().getFileName() + ".damaged-" + STAMP.format(clock.instant());
        Path aside = folder().resolve(name + ".db");
        for (int i = 2; Files.exists(aside); i++) {
            aside = folder().resolve(name + "-" + i + ".db");
        }
        Files.move(file, aside);
        for (String companion : COMPANIONS) {
            Path from = companion(file, companion);
            if (Files.exists(from)) {
                Files.move(from, companion(aside, companion));
            }
        }
        forgetOldest();
        return aside;
    }

    private void forgetOldest() throws IOException {
        List<Path> kept = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder(), stem().getFileName() + ".damaged-*.db")) {
            found.forEach(kept::add);
        }
        kept.sort(Comparator.comparing(Path::toString));
        for (Path old : kept.subList(0, Math.max(0, kept.size() - KEPT_ASIDE))) {
            Files.deleteIfExists(old);
            for (String companion : COMPANIONS) {
                Files.deleteIfExists(companion(old, companion));
            }
        }
    }

    /** The file's name without its ending. */
    private Path stem() {
        String name = String.valueOf(file.getFileName());
        return folder().resolve(name.endsWith(".db") ? name.substring(0, name.length() - 3) : name);
    }

    private static Path companion(Path of, String ending) {
        return of.resolveSibling(of.getFileName() + ending);
    }
}
