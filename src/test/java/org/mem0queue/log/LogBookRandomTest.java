package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

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
 * reads the files that the book tells, the old one to its end, has every line once, in order. Only
 * what is inherent is left out: content that was truncated or replaced twice before anyone looked.
 */
class LogBookRandomTest {
    private static final int STEPS = 80;

    @TempDir Path directory;

    private final HandClock clock = new HandClock();

    /** The files one after the other, each as it was last seen. */
    private final List<List<String>> shown = new ArrayList<>();

    private LogFile present;

    /** Whether the file that has the name was perhaps never seen. */
    private boolean unseen = true;

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyLineIsInOneOfTheFilesOnce(int seed) throws IOException {
        Random random = new Random(seed);
        RandomLog log = new RandomLog(directory.resolve("mem0_worker.log"), random);
        try (LogBook book = new LogBook(log.source(), clock)) {
            look(book);
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> log.write();
                    case 4, 5 -> look(book);
                    case 6 -> clock.move(Duration.ofSeconds(random.nextInt(4)));
                    case 7 -> {
                        // What was written since the last look is in the file that is renamed.
                        if (unseen) {
                            look(book);
                        }
                        log.rotate();
                        unseen = true;
                    }
                    default -> {
                        look(book);
                        log.truncate();
                        look(book);
                    }
                }
            }
            look(book);
        }
        assertThat(shown.stream().flatMap(List::stream).toList()).isEqualTo(log.written());
    }

    private void look(LogBook book) throws IOException {
        do {
            if (book.look() instanceof LogSight.Seen seen) {
                saw(seen);
            }
        } while (book.hasMore());
    }

    private void saw(LogSight.Seen seen) throws IOException {
        LogSight.Seen before = seen.before();
        unseen = seen.gone();
        if (before != null && before.file() == present) {
            shown.set(shown.size() - 1, raw(before));
        }
        if (seen.file() != present) {
            present = seen.file();
            shown.add(List.of());
        }
        shown.set(shown.size() - 1, raw(seen));
    }

    private static List<String> raw(LogSight.Seen seen) throws IOException {
        List<LogLine> lines = seen.file().lines(0, Integer.MAX_VALUE);
        assertThat(lines).hasSize((int) seen.lines());
        return lines.stream().map(LogLine::raw).toList();
    }
}
