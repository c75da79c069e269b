package org.mem0queue.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The effective user id of this process, which no program of ours ever changes. Linux tells it in a
 * file, and to read that is quicker than to make a foreign call possible; see proc_pid_status(5).
 */
final class EffectiveUser {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LINE = "Uid:";

    /** Of the words of that line: its name, the real, the effective, the saved id. */
    private static final int EFFECTIVE = 2;

    private EffectiveUser() {}

    static int id() {
        return Known.ID;
    }

    private static final class Known {
        static final int ID = in(STATUS).orElseGet(Posix::effectiveUser);

        private Known() {}
    }

    /** What such a file says; empty where there is none, or none of that form. */
    static OptionalInt in(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(line -> line.split("\\s+", -1))
                    // Ids are unsigned; Java's file attributes give the same 32 bits as an int.
                    .mapToInt(words -> Integer.parseUnsignedInt(words[EFFECTIVE]))
                    .findFirst();
        } catch (IOException | UncheckedIOException | IllegalArgumentException notThere) {
            return OptionalInt.empty();
        } catch (ArrayIndexOutOfBoundsException otherForm) {
            return OptionalInt.empty();
        }
    }
}
