package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * Opens {@code memories.db} in a folder of ours. The server <em>owns</em> the file: it alone makes
 * it, and moves a damaged one aside, under {@code memories.lock}, which it holds for its whole
 * life. Others may open the file beside it.
 *
 * <p>Folder 0700, files 0600, where the platform has such modes.
 */
final class StoreFile {
    static final String NAME = "memories.db";
    private static final String LOCK = "memories.lock";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Path file;
    private final InstantSource clock;

    StoreFile(Path folder, InstantSource clock) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
        this.clock = clock;
    }

    /** How opening ended; all are normal. */
    sealed interface Opening {
        /**
         * @param note what a person should know; null if there is nothing
         */
        record Opened(Database database, @Nullable String note) implements Opening {}

        /** Nothing was ever stored here. */
        record Missing() implements Opening {}

        record Unavailable(String sentence) implements Opening {}
    }

    /** Opens it for the server, and makes it if need be. */
    Opening own() {
        FileChannel lock = null;
        Database opened = null;
        try {
            OwnerFolder.make(folder);
            lock =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            lockOptions(),
                            OwnerFolder.fileAttributes(folder));
            if (!locked(lock)) {
                return new Opening.Unavailable(
                        "Local memories "
                                + file
                                + ": another serve-mem0 has them open. Use that one, or stop it"
                                + " first.");
            }
            Opening opening = owned(lock);
            opened = opening instanceof Opening.Opened o ? o.database() : null;
            return opening;
        } catch (IOException e) {
            return new Opening.Unavailable(StoreProblem.sentence(file, e));
        } catch (SQLException e) {
            return new Opening.Unavailable(StoreProblem.sentence(file, e));
        } finally {
            if (opened == null) {
                closeQuietly(lock);
            }
        }
    }

    private Opening owned(FileChannel lock) throws IOException, SQLException {
        loadLibrary();
        OwnerFolder.makeFile(file);
        String note = null;
        StoreSchema.Verdict verdict = verdict();
        if (verdict instanceof StoreSchema.Verdict.Damaged(String reason)) {
            note = moveAside(reason);
            OwnerFolder.makeFile(file);
            verdict = verdict();
        }
        return switch (verdict) {
            case StoreSchema.Verdict.Newer(long version) -> newer(version);
            case StoreSchema.Verdict.Damaged(String reason) ->
                    new Opening.Unavailable("Local memories " + file + ": " + reason + ".");
            case StoreSchema.Verdict.Empty ignored -> {
                try (Sql sql = Sql.open(file)) {
                    StoreSchema.create(sql);
                }
                OwnerFolder.sync(folder);
                yield new Opening.Opened(open(lock), note);
            }
            case StoreSchema.Verdict.Current ignored -> new Opening.Opened(open(lock), note);
        };
    }

    /** Opens it beside the server, which may be running; makes nothing and moves nothing. */
    Opening visit() {
        if (!Files.exists(file)) {
            return new Opening.Missing();
        }
        try {
            loadLibrary();
            return switch (verdict()) {
                case StoreSchema.Verdict.Newer(long version) -> newer(version);
                case StoreSchema.Verdict.Damaged(String reason) ->
                        new Opening.Unavailable(
                                "Local memories "
                                        + file
                                        + ": it is damaged ("
                                        + reason.lines().findFirst().orElse("")
                                        + "). It was left as it is.");
                case StoreSchema.Verdict.Empty ignored -> new Opening.Missing();
                case StoreSchema.Verdict.Current ignored -> new Opening.Opened(open(null), null);
            };
        } catch (SQLException e) {
            return new Opening.Unavailable(StoreProblem.sentence(file, e));
        } catch (IOException e) {
            return new Opening.Unavailable(StoreProblem.sentence(file, e));
        }
    }

    private Opening newer(long version) {
        return new Opening.Unavailable(
                "Local memories "
                        + file
                        + ": a newer version of this program wrote them (format "
                        + version
                        + "). Use that version; the file was left as it is.");
    }

    private StoreSchema.Verdict verdict() throws SQLException {
        try (Sql sql = Sql.open(file)) {
            return StoreSchema.inspect(sql);
        } catch (SQLException e) {
            String damage = StoreProblem.damage(e);
            if (damage != null) {
                return new StoreSchema.Verdict.Damaged(damage);
            }
            throw e;
        }
    }

    private Database open(@Nullable FileChannel lock) throws SQLException {
        Sql writer = Sql.open(file);
        Sql reader = null;
        try {
            StoreSchema.durable(writer);
            reader = Sql.open(file);
            return new Database(file, writer, reader, lock);
        } finally {
            if (reader == null) {
                writer.close();
            }
        }
    }

    /** The log belongs to the file: both go, or a new file would be mixed with the old log. */
    private String moveAside(String reason) throws IOException {
        String stamp = STAMP.format(clock.instant());
        Path aside = folder.resolve("memories.damaged-" + stamp + ".db");
        for (int i = 2; Files.exists(aside); i++) {
            aside = folder.resolve("memories.damaged-" + stamp + "-" + i + ".db");
        }
        Files.move(file, aside);
        for (String suffix : new String[] {"-wal", "-shm"}) {
            Path beside = folder.resolve(NAME + suffix);
            if (Files.exists(beside)) {
                Files.move(beside, Path.of(aside + suffix));
            }
        }
        OwnerFolder.sync(folder);
        return "The local memories "
                + file
                + " were damaged ("
                + reason.lines().findFirst().orElse("")
                + "). They were set aside as "
                + aside
                + ", and an empty store was begun.";
    }

    private static Set<StandardOpenOption> lockOptions() {
        return Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ourselves) {
            return false;
        }
    }

    private static void closeQuietly(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            // The system gives it back when the process ends.
        }
    }

    /** SQLite's driver unpacks its library into the temporary folder, or else into ours. */
    private void loadLibrary() throws IOException {
        String reason = libraryProblem();
        if (reason != null) {
            System.setProperty("org.sqlite.tmpdir", folder.toString());
            reason = libraryProblem();
        }
        if (reason != null) {
            throw new IOException("the database library cannot be loaded (" + reason + ")");
        }
    }

    private static @Nullable String libraryProblem() {
        try {
            return SQLiteJDBCLoader.initialize() ? null : "none for this system";
        } catch (Exception | LinkageError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
