package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;

/** Says in our words what SQLite or the disk refused. */
final class StoreProblem {
    private static final int CORRUPT = 11;
    private static final int NOT_A_DATABASE = 26;

    private StoreProblem() {}

    /** What is damaged; null if the failure is none of the file's. */
    static @Nullable String damage(SQLException e) {
        int code = code(e);
        return code == CORRUPT || code == NOT_A_DATABASE ? String.valueOf(e.getMessage()) : null;
    }

    static String sentence(Path file, SQLException e) {
        String words =
                switch (code(e)) {
                    case 5, 6, 15 -> "another process keeps it locked. Try again.";
                    case 8 ->
                            "it can be read, but not written. Give this user write access to the"
                                    + " file and its folder.";
                    case CORRUPT, NOT_A_DATABASE ->
                            "it is damaged. It is set aside at the next start of serve-mem0.";
                    case 13 -> "the disk is full. Free some space and try again.";
                    case 3, 14 -> "it cannot be opened. Give this user access to it.";
                    default -> first(String.valueOf(e.getMessage())) + ".";
                };
        return "Local memories " + file + ": " + words;
    }

    static String sentence(Path file, IOException e) {
        String reason =
                e instanceof AccessDeniedException
                        ? "permission denied"
                        : e instanceof FileSystemException system
                                ? Objects.requireNonNullElse(system.getReason(), "it is not there")
                                : String.valueOf(e.getMessage());
        return "Local memories "
                + file
                + ": "
                + first(reason)
                + ". Give this user access to the folder, and make room on the disk.";
    }

    static boolean isBusy(SQLException e) {
        return code(e) == 5 || code(e) == 6;
    }

    private static int code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
    }

    private static String first(String reason) {
        String line = reason.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
