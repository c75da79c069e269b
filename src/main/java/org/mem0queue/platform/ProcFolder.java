package org.mem0queue.platform;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The processes as Linux shows them below {@code /proc}. Everybody may read command lines;
 * environment, root, working folder and open files only for processes of the same person (or as
 * root), so each of these may be missing alone.
 */
final class ProcFolder implements ProcessTable {
    private static final String LOCK_FILE = "mem0_queue.lock";

    private static final String ADMINISTRATOR = "root";

    /** Names on Linux are bytes; what Java makes of them in paths must be made of them here too. */
    private static final Charset NAMES =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final Path proc;
    private final Path passwordFile;

    ProcFolder(Path proc, Path passwordFile) {
        this.proc = proc;
        this.passwordFile = passwordFile;
    }

    @Override
    public List<RunningProcess> mentioning(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        long ourselves = ProcessHandle.current().pid();
        List<RunningProcess> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                List<String> arguments = strings(process.resolve("cmdline"));
                if (arguments.stream().anyMatch(a -> a.toLowerCase(Locale.ROOT).contains(wanted))) {
                    describe(process, arguments)
                            .filter(one -> one.pid() != ourselves)
                            .ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException noProcFolder) {
            return List.copyOf(found);
        }
        return List.copyOf(found);
    }

    private Optional<RunningProcess> describe(Path process, List<String> arguments) {
        long pid;
        try {
            pid = Long.parseLong(proc.relativize(process).toString());
        } catch (NumberFormatException notAProcess) {
            return Optional.empty();
        }
        Path executable = link(process.resolve("exe"));
        return Optional.of(
                new RunningProcess(
                        pid,
                        arguments,
                        executable == null ? null : executable.toString(),
                        process.resolve("root"),
                        process.resolve("cwd"),
                        home(process),
                        lockFolders(process)));
    }

    /**
     * Python takes HOME, and without it what the password file says of the user. An environment
     * that we may not read will name the same folder; only the administrator's programs often run
     * in somebody else's home, so nothing is concluded about those.
     */
    private @Nullable Path home(Path process) {
        List<String> environment = strings(process.resolve("environ"));
        for (String variable : environment) {
            if (variable.startsWith("HOME=") && variable.length() > "HOME=".length()) {
                return absolute(variable.substring("HOME=".length()));
            }
        }
        try {
            String owner = Files.getOwner(process).getName();
            return environment.isEmpty() && owner.equals(ADMINISTRATOR)
                    ? null
                    : homeInPasswordFile(owner);
        } catch (IOException unknown) {
            return null;
        }
    }

    private @Nullable Path homeInPasswordFile(String user) throws IOException {
        for (String line : Files.readAllLines(passwordFile, NAMES)) {
            String[] fields = line.split(":", -1);
            if (fields.length > 5 && fields[0].equals(user)) {
                return absolute(fields[5]);
            }
        }
        return null;
    }

    private static List<Path> lockFolders(Path process) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                Path file = link(descriptor);
                if (file != null && file.isAbsolute() && file.endsWith(LOCK_FILE)) {
                    folders.add(file.resolveSibling("").normalize());
                }
            }
        } catch (IOException | DirectoryIteratorException notOurs) {
            return List.copyOf(folders);
        }
        return List.copyOf(folders);
    }

    private static @Nullable Path link(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException | UnsupportedOperationException untold) {
            return null;
        }
    }

    private static @Nullable Path absolute(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? path : null;
        } catch (InvalidPathException notAPath) {
            return null;
        }
    }

    /**
     * The NUL-terminated strings of a file; none if it cannot be read or is empty (kernel threads).
     */
    private static List<String> strings(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? 1 : 0;
            String text = new String(Arrays.copyOf(bytes, bytes.length - end), NAMES);
            return text.isEmpty() ? List.of() : List.of(text.split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
