package org.mem0queue.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A log that is written, rotated and truncated at random, and every line that was written. */
final class RandomLog {
    private final LogFixture log;
    private final Random random;
    private final List<String> written = new ArrayList<>();
    private StringBuilder openLine = new StringBuilder();
    private int serial;

    RandomLog(Path path, Random random) {
        this.log = new LogFixture(path);
        this.random = random;
    }

    LogSource source() {
        return log.source();
    }

    /** Some lines, cut anywhere, also in the middle of a character. */
    void write() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(4); lines > 0; lines--) {
            text.append("✅ línea 🚀 ")
                    .append(serial++)
                    .append(random.nextBoolean() ? "\n" : "\r\n");
        }
        text.append("half ").append(serial++);
        byte[] bytes = text.toString().getBytes(UTF_8);
        int cut = random.nextInt(bytes.length + 1);
        log.append(Arrays.copyOf(bytes, cut));
        // The rest follows at once in another write; a look in between is what other steps are for.
        if (random.nextBoolean()) {
            log.append(Arrays.copyOfRange(bytes, cut, bytes.length));
            remember(text.toString());
        } else {
            log.append(Arrays.copyOfRange(bytes, cut, bytes.length)).append("\n");
            remember(text + "\n");
        }
    }

    private void remember(String text) {
        String[] parts = text.replace("\r\n", "\n").split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            openLine.append(parts[i]);
            if (i < parts.length - 1) {
                written.add(openLine.toString());
                openLine = new StringBuilder();
            }
        }
    }

    /** All lines that were ever written, also one that has no end. */
    List<String> written() {
        endLine();
        return written;
    }

    private void endLine() {
        if (!openLine.isEmpty()) {
            written.add(openLine.toString());
            openLine = new StringBuilder();
        }
    }

    /** Takes the name away, by renaming or by deleting; another file may have it at once. */
    void rotate() throws IOException {
        if (!Files.exists(log.path())) {
            return;
        }
        endLine();
        if (random.nextBoolean()) {
            log.rename("old." + serial++);
        } else {
            log.delete();
        }
        if (random.nextBoolean()) {
            write();
        }
    }

    /** Empties it, and may write more than was there before anybody looks. */
    void truncate() throws IOException {
        if (!Files.exists(log.path()) || Files.size(log.path()) == 0) {
            return;
        }
        endLine();
        if (random.nextBoolean()) {
            log.copyAndTruncate("copy." + serial++);
        } else {
            log.truncate(0);
        }
        for (int writes = random.nextInt(6); writes > 0; writes--) {
            write();
        }
    }
}
