package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private final List<String> shown = new ArrayList<>();

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyLineIsDeliveredOnceInOrder(int seed) throws IOException {
        Random random = new Random(seed);
        RandomLog log = new RandomLog(directory.resolve("mem0_worker.log"), random);
        try (LogTail tail = new LogTail(log.source(), new TailOptions(10, QUIET), clock)) {
            tail.poll();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> log.write();
                    case 4, 5 -> look(tail);
                    case 6 -> clock.move(Duration.ofSeconds(random.nextInt(4)));
                    case 7 -> {
                        look(tail);
                        log.rotate();
                    }
                    case 8 -> {
                        look(tail);
                        log.truncate();
                    }
                    default -> {
                        log.write();
                        look(tail);
                    }
                }
            }
            look(tail);
            clock.move(QUIET);
            look(tail);
        }
        assertThat(shown).isEqualTo(log.written());
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
