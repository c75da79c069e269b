package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Expressions that would never end, or call themselves too often. */
class LogSearchLimitTest {
    /** Sixty commas and no x behind one of them: 10^9 ways to share them out. */
    private static final Pattern ENDLESS = Pattern.compile("(.*,){8}x");

    private static final String COMMAS = "x" + "value,".repeat(60);

    @TempDir Path directory;

    private LogFile file(String text) throws IOException {
        LogFixture log = new LogFixture(directory.resolve("mem0_worker.log")).append(text);
        try (LogBook book = new LogBook(log.source(), InstantSource.system())) {
            LogSight.Seen seen;
            do {
                seen = (LogSight.Seen) book.look();
            } while (book.hasMore());
            LogFile again = new LogFile(log.source(), LogChannels.REAL.open(log.path()));
            again.index(seen.sizeBytes(), Long.MAX_VALUE);
            return again;
        }
    }

    private static List<LogSearch.Found> run(LogScan<LogSearch.Found> search) throws IOException {
        List<LogSearch.Found> found = new ArrayList<>();
        search.run(
                0,
                part -> {
                    synchronized (found) {
                        found.add(part);
                    }
                });
        return found;
    }

    @Test
    @Timeout(60)
    void aLineThatTakesTooLongIsGivenUpAndCounted() throws IOException {
        try (LogFile file = file("1,2,3,4,5,6,7,8,x\n" + COMMAS + "\n9,8,7,6,5,4,3,2,x\n")) {
            LogSearch.Found found = run(LogSearch.of(file, ENDLESS)).getFirst();
            assertThat(found.found()).containsExactly(0, 2);
            assertThat(found.givenUp()).isEqualTo(1);
        }
    }

    @Test
    void aLineThatIsTooMuchForTheStackIsGivenUpAndCounted() throws IOException {
        String dashes = "x" + "a-".repeat(400_000);
        try (LogFile file = file("a-x\n" + dashes + "\nb-x\n")) {
            LogSearch.Found found =
                    run(LogSearch.of(file, Pattern.compile("(\\w|-)+x"))).getFirst();
            assertThat(found.found()).containsExactly(0, 2);
            assertThat(found.givenUp()).isEqualTo(1);
        }
    }

    @Test
    void whatIsDoneInTimeIsNotGivenUp() throws IOException {
        try (LogFile file = file(COMMAS + "\n" + COMMAS + "y\n")) {
            LogSearch.Found found = run(LogSearch.of(file, Pattern.compile("val.*y"))).getFirst();
            assertThat(found.found()).containsExactly(1);
            assertThat(found.givenUp()).isZero();
        }
    }

    /** Each line alone is given up soon; all of them would take a minute. */
    @Test
    @Timeout(120)
    void aSearchThatIsCancelledEndsInTheMiddleOfAPart() throws Exception {
        String endless = (COMMAS + "\n").repeat(6000);
        try (LogFile file = file(endless + "easy\n".repeat(450_000))) {
            LogScan<LogSearch.Found> search = LogSearch.of(file, ENDLESS);
            CountDownLatch begun = new CountDownLatch(1);
            AtomicInteger told = new AtomicInteger();
            CompletableFuture<Void> running =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    search.run(
                                            0,
                                            part -> {
                                                told.incrementAndGet();
                                                begun.countDown();
                                            });
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
            begun.await(); // from the end: the first parts are the easy ones
            search.cancel();
            running.get();
            assertThat(told).as("the part of endless lines was not done").hasValueLessThan(3);
        }
    }
}
