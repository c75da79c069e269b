package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes, rotates, truncates, deletes in random order and pieces, looks at random times: whoever
 * applies the updates has every line once, in order. Only what is inherent is left out: content
 * that was truncated or replaced twice before anyone looked.
 */
class LogTailRandomTest {
    private static final int STEPS = 80;
    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir Path directory;

    private final HandClock clock = new HandClock();
    private final List<String> written = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private StringBuilder openLine = new StringBuilder();
    private int serial;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyLineIsDeliveredOnceInOrder(int seed) throws IOException {
        Random random = new Random(seed);
        LogFixture log = new LogFixture(directory.resolve("mem0_worker.log"));
        try (LogTail tail = new LogTail(log.source(), new TailOptions(10, QUIET), clock)) {
            tail.poll();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> write(log, random);
                    case 4, 5 -> look(tail);
                    case 6 -> clock.move(Duration.ofSeconds(random.nextInt(4)));
                    case 7 -> {
                        look(tail);
                        rotate(log, random);
                    }
                    case 8 -> {
                        look(tail);
                        truncate(log, random);
                    }
                    default -> {
                        write(log, random);
                        look(tail);
                    }
                }
            }
            look(tail);
            clock.move(QUIET);
            look(tail);
        }
        endLine();
        assertThat(shown).isEqualTo(written);
    }

    /** Some lines, cut anywhere, also in the middle of a character. */
    private void write(LogFixture log, Random random) throws IOException {
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

    private void endLine() {
        if (!openLine.isEmpty()) {
            written.add(openLine.toString());
            openLine = new StringBuilder();
        }
    }

    private void rotate(LogFixture log, Random random) throws IOException {
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
            write(log, random);
        }
    }

    private void truncate(LogFixture log, Random random) throws IOException {
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
            write(log, random);
        }
    }

    private void look(LogTail tail) {
        long remaining;
        do {
            remaining =
                    switch (tail.poll()) {
                        case LogUpdate.Opened(var lines, long left) -> show(null, lines, left);
                        case LogUpdate.Appended(var revised, var lines, long left) ->
                                show(revised, lines, left);
                        case LogUpdate.Rotated(var revised, var before, var lines, long left) -> {
                            show(revised, before, 0);
                            yield show(null, lines, left);
                        }
                        case LogUpdate.Truncated(var revised, var before, var lines, long left) -> {
                            show(revised, before, 0);
                            yield show(null, lines, left);
                        }
                        case LogUpdate.Unchanged _, LogUpdate.Missing _ -> 0;
                        case LogUpdate.Denied(String reason) -> throw new AssertionError(reason);
                        case LogUpdate.Unreadable(String reason) ->
                                throw new AssertionError(reason);
                    };
        } while (remaining > 0);
    }

    private long show(@Nullable LogLine revised, List<LogLine> lines, long remaining) {
        if (revised != null) {
            shown.set(shown.size() - 1, revised.raw());
        }
        lines.forEach(line -> shown.add(line.raw()));
        return remaining;
    }
}
