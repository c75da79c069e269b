package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

import java.nio.file.Path;

/**
 * Loads SQLite's native library. The driver unpacks it into the temporary folder; where that is
 * full, or nothing there may be executed, our own folder is tried.
 */
final class SqliteLibrary {
    private static final String UNPACK_FOLDER = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /**
     * @param folder of ours, exists if it could be made
     */
    static synchronized void load(Path folder) throws LedgerException {
        if (tried() == null) {
            return;
        }
        System.setProperty(UNPACK_FOLDER, folder.toString());
        String reason = tried();
        if (reason != null) {
            throw new LedgerException(
                    LedgerProblem.Kind.FAILED,
                    "The history is not available: its database library could neither be loaded"
                            + " from the temporary folder nor from "
                            + folder
                            + " ("
                            + reason
                            + "). Make room there, or name a folder that allows programs with"
                            + " -Djava.io.tmpdir.");
        }
    }

    /** Null if it is loaded, otherwise why not. */
    private static @Nullable String tried() {
        try {
            return SQLiteJDBCLoader.initialize() ? null : "no library for this system";
        } catch (Exception | LinkageError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
