package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Linux tells of one process at this moment: whether it was stopped, where its output goes,
 * and which files it has open that no longer have a name. Reads a few small files of {@code /proc};
 * elsewhere, and for processes of others, most of it stays unknown.
 *
 * @param stopped whether it was stopped by a signal (SIGSTOP, Ctrl-Z) and does nothing until
 *     continued
 * @param output the file, pipe or terminal that its standard output goes to; {@code null} where it
 *     is not told
 * @param outputBuffered whether a Python started like this keeps back what it prints to a file
 *     until 8 KiB have come together
 * @param deletedFiles the former names of files that it has open and that were deleted or replaced
 */
public record ProcessSight(
        boolean stopped, @Nullable Path output, boolean outputBuffered, List<Path> deletedFiles) {
    private static final Path PROC = Path.of("/proc");

    /** What Linux puts behind the name of an open file that has none any more. */
    private static final String DELETED = " (deleted)";

    /** The options of Python that end a cluster of switches: their value follows. */
    private static final String TAKE_THE_REST = "cmWX";

    public ProcessSight {
        deletedFiles = List.copyOf(deletedFiles);
    }

    /** Empty if there is no such process, or the system has no {@code /proc}. */
    public static Optional<ProcessSight> of(long pid) {
        Path process = PROC.resolve(Long.toString(pid));
        String state = text(process.resolve("stat"));
        // pid (name) state …; the name may hold anything, also parentheses.
        int end = state.lastIndexOf(')');
        if (end < 0 || end + 2 >= state.length()) {
            return Optional.empty();
        }
        Path output = outputOf(process);
        return Optional.of(
                new ProcessSight(
                        state.charAt(end + 2) == 'T',
                        output,
                        output != null && Files.isRegularFile(output) && isBuffered(process),
                        deletedFiles(process)));
    }

    /**
     * The processes that have a file open which once had this name and was deleted or replaced. Of
     * other people's processes only root sees them. Costs a look at every open file of the machine.
     *
     * @param file an absolute path without links
     */
    public static List<Long> holdersOfDeleted(Path file) {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (deletedFiles(process).contains(file)) {
                    pids.add(Long.parseLong(PROC.relativize(process).toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException noProcFolder) {
            return List.copyOf(pids);
        }
        return List.copyOf(pids);
    }

    private static List<Path> deletedFiles(Path process) {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                Path target = link(descriptor);
                if (target != null && target.toString().endsWith(DELETED)) {
                    String name = target.toString();
                    names.add(Path.of(name.substring(0, name.length() - DELETED.length())));
                }
            }
        } catch (IOException | DirectoryIteratorException notOurs) {
            return names;
        }
        return names;
    }

    private static @Nullable Path outputOf(Path process) {
        return link(process.resolve("fd").resolve("1"));
    }

    private static @Nullable Path link(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException | UnsupportedOperationException untold) {
            return null;
        }
    }

    /** Python prints at once with {@code -u} or PYTHONUNBUFFERED. Untold counts as at once. */
    private static boolean isBuffered(Path process) {
        String environment = text(process.resolve("environ"));
        if (environment.isEmpty()) {
            return false;
        }
        for (String variable : environment.split("\0", -1)) {
            if (variable.startsWith("PYTHONUNBUFFERED=")
                    && variable.length() > "PYTHONUNBUFFERED=".length()) {
                return false;
            }
        }
        String[] arguments = text(process.resolve("cmdline")).split("\0", -1);
        for (int i = 1; i < arguments.length && arguments[i].startsWith("-"); i++) {
            for (int j = 1; j < arguments[i].length(); j++) {
                char option = arguments[i].charAt(j);
                if (option == 'u') {
                    return false;
                }
                if (TAKE_THE_REST.indexOf(option) >= 0 || option == '-') {
                    // -X utf8: the value may be the next argument
                    i += j + 1 == arguments[i].length() && option != '-' ? 1 : 0;
                    break;
                }
            }
        }
        return true;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
