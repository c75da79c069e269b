package org.mem0queue.ledger;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/** Says in our words what SQLite or the disk refused. */
final class SqliteProblem {
    private SqliteProblem() {}

    static LedgerProblem of(SQLException e, Path file) {
        LedgerProblem.Kind kind = kindOf(e);
        return new LedgerProblem(kind, sentence(kind, file, String.valueOf(e.getMessage())));
    }

    static LedgerProblem of(IOException e, Path file) {
        String words =
                e instanceof FileSystemException system
                        ? Objects.requireNonNullElse(system.getReason(), "")
                        : String.valueOf(e.getMessage());
        String lower = words.toLowerCase(Locale.ROOT);
        LedgerProblem.Kind kind;
        if (lower.contains("no space") || lower.contains("quota")) {
            kind = LedgerProblem.Kind.FULL;
        } else if (lower.contains("read-only")) {
            kind = LedgerProblem.Kind.READ_ONLY;
        } else if (e instanceof AccessDeniedException
                || e instanceof NoSuchFileException
                || e instanceof FileAlreadyExistsException
                || lower.equals("not a directory")
                || lower.contains("not permitted")) {
            kind = LedgerProblem.Kind.DENIED;
        } else {
            kind = LedgerProblem.Kind.FAILED;
        }
        return new LedgerProblem(kind, sentence(kind, file, reason(e)));
    }

    /** The system's words, or ours where it names a path only. */
    private static String reason(IOException e) {
        if (!(e instanceof FileSystemException system)) {
            return String.valueOf(e.getMessage());
        }
        String words = system.getReason();
        if (words != null) {
            return words.equals("Not a directory")
                    ? system.getFile() + ": a file stands where a folder should be"
                    : words;
        }
        return switch (system) {
            case NoSuchFileException _ -> system.getFile() + " does not exist and cannot be made";
            case FileAlreadyExistsException _ -> system.getFile() + " is not a folder";
            case AccessDeniedException _ -> system.getFile() + ": permission denied";
            default -> String.valueOf(system.getMessage());
        };
    }

    static LedgerProblem.Kind kindOf(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return LedgerProblem.Kind.FAILED;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return LedgerProblem.Kind.FULL; // the shared index of the log could not grow
        }
        return switch (code.code & 0xff) {
            case 5, 6, 15 -> LedgerProblem.Kind.BUSY;
            case 8 -> LedgerProblem.Kind.READ_ONLY;
            case 11, 26 -> LedgerProblem.Kind.DAMAGED;
            case 13 -> LedgerProblem.Kind.FULL;
            case 3, 14 -> LedgerProblem.Kind.DENIED;
            default -> LedgerProblem.Kind.FAILED;
        };
    }

    static String sentence(LedgerProblem.Kind kind, Path file, String reason) {
        String words =
                switch (kind) {
                    case BUSY ->
                            "another process has kept it locked for more than "
                                    + LedgerConnection.BUSY_MILLISECONDS / 1000
                                    + " s. It is tried again.";
                    case FULL ->
                            "the disk is full. Free some space; until then history is missing.";
                    case READ_ONLY ->
                            "it can be read, but not written. Give this user write access to the"
                                    + " file and its folder.";
                    case DENIED ->
                            "it cannot be opened ("
                                    + plain(reason)
                                    + "). Give this user access to the file and its folder.";
                    case DAMAGED -> "it is damaged. It is set aside and rebuilt at the next start.";
                    case NEWER ->
                            "a newer version of this program wrote it. Use that version, or remove"
                                    + " the file to start a new history.";
                    case CLOSED -> "it was closed.";
                    case FAILED -> plain(reason) + ". The queue is not affected.";
                };
        return "History " + file + ": " + words;
    }

    private static String plain(String reason) {
        String line = reason.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
