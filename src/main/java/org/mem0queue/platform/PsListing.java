package org.mem0queue.platform;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes as {@code ps} lists them, for macOS. It joins arguments by blanks, so a path that
 * holds blanks is put together again as long as a file of that name exists. Only processes of the
 * same person have a home folder here: ours.
 *
 * <pre>
 *   4711 ann  /usr/bin/python3 -u /Users/ann/My Scripts/mem0_queue_worker.py
 * </pre>
 */
final class PsListing implements ProcessTable {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Pattern LINE = Pattern.compile("\\s*(\\d+)\\s+(\\S+)\\s+(.*\\S)\\s*");

    private final Supplier<Optional<String>> listing;
    private final String user;
    private final Path home;

    PsListing(Supplier<Optional<String>> listing, String user, Path home) {
        this.listing = listing;
        this.user = user;
        this.home = home;
    }

    static PsListing ofThisMachine() {
        List<String> command =
                List.of("ps", "-axww", "-o", "pid=", "-o", "user=", "-o", "command=");
        return new PsListing(
                () -> BoundedCommand.output(LIMIT, command),
                System.getProperty("user.name", ""),
                UserFolders.ofThisProcess().home());
    }

    @Override
    public List<RunningProcess> mentioning(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        long ourselves = ProcessHandle.current().pid();
        List<RunningProcess> found = new ArrayList<>();
        for (String text : listing.get().orElse("").split("\n", -1)) {
            Matcher line = LINE.matcher(text);
            if (!text.toLowerCase(Locale.ROOT).contains(wanted) || !line.matches()) {
                continue;
            }
            long pid = Long.parseLong(line.group(1));
            if (pid != ourselves) {
                found.add(
                        new RunningProcess(
                                pid,
                                arguments(line.group(3)),
                                null,
                                Path.of("/"),
                                null,
                                line.group(2).equals(user) ? home : null,
                                List.of()));
            }
        }
        return List.copyOf(found);
    }

    private static List<String> arguments(String command) {
        List<String> words = List.of(command.split(" +"));
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int end = words.get(i).startsWith("/") ? endOfFile(words, i) : i;
            arguments.add(String.join(" ", words.subList(i, end + 1)));
            i = end;
        }
        return arguments;
    }

    /** The last of the words that together name a file that exists; the first if none do. */
    private static int endOfFile(List<String> words, int start) {
        for (int end = start; end < words.size(); end++) {
            try {
                if (Files.isRegularFile(Path.of(String.join(" ", words.subList(start, end + 1))))) {
                    return end;
                }
            } catch (InvalidPathException notAFile) {
                return start;
            }
        }
        return start;
    }
}
