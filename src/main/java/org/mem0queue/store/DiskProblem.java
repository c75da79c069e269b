package org.mem0queue.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Says what a disk refused and what to do, in one sentence or two. */
final class DiskProblem {
    private DiskProblem() {}

    static String of(IOException e, Path where) {
        String reason = FileReader.reasonOf(e, where);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (e instanceof AccessDeniedException || lower.contains("permission denied")) {
            return "permission denied. Give this user write access to the folder.";
        }
        if (lower.contains("no space left") || lower.contains("quota")) {
            return "the disk is full. Free some space and try again.";
        }
        if (lower.contains("read-only")) {
            return "the disk is read-only. Remount it for writing.";
        }
        if (lower.contains("too many open files")) {
            return "too many open files. Close some programs and try again.";
        }
        if (e instanceof NoSuchFileException) {
            return "the folder does not exist. Name another one with --dir.";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return "a file stands where a folder belongs (" + e.getMessage() + "). Move it away.";
        }
        if (lower.contains("input/output error")) {
            return "the disk reports an input/output error. Check it before you go on.";
        }
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
