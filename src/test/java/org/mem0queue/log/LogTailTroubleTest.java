package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** Folders, pipes, denied and failing files, and callers that do it wrong. */
class LogTailTroubleTest extends FollowedLog {
    @Test
    void aFolderOrPipeInItsPlaceIsToldAndNotWaitedFor() throws IOException, InterruptedException {
        Files.createDirectory(log.path());
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unreadable(log.path() + " is a folder"));
        Files.delete(log.path());
        assertThat(new ProcessBuilder("mkfifo", log.path().toString()).start().waitFor()).isZero();
        assertThat(tail.poll())
                .isEqualTo(new LogUpdate.Unreadable(log.path() + " is not a plain file"));
        log.delete();
        log.append("1\n");

        assertThat(opened(tail.poll())).containsExactly("1");
    }

    @Test
    void aFileThatMayNotBeReadIsToldAndReadAsSoonAsItMay() throws IOException {
        log.append("1\n2\n3\n4\n");
        channels.onOpen = new AccessDeniedException(log.path().toString());
        assertThat(tail.poll()).isEqualTo(new LogUpdate.Denied(log.path() + " may not be read"));
        channels.onOpen = null;

        assertThat(opened(tail.poll())).containsExactly("2", "3", "4");
    }

    @Test
    void afterAFailingDiskItGoesOnWhereItWas() throws IOException {
        log.append("1\n");
        tail.poll();
        log.append("2\n");
        channels.onRead = new IOException("Input/output error");
        assertThat(tail.poll()).isInstanceOf(LogUpdate.Unreadable.class);
        assertThat(channels.open).isZero();
        channels.onRead = null;

        assertThat(appended(tail.poll())).containsExactly("2");
    }

    @Test
    void aLinkIsFollowedToTheFileItMeans() throws IOException {
        Path real = directory.resolve("real.log");
        Files.writeString(real, "1\n");
        Files.createSymbolicLink(log.path(), real);
        assertThat(opened(tail.poll())).containsExactly("1");
        Files.writeString(real, "2\n", StandardOpenOption.APPEND);

        assertThat(appended(tail.poll())).containsExactly("2");
    }

    @Test
    void twoThreadsAtOnceAreRefused() throws Exception {
        log.append("1\n");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        LogTail shared =
                new LogTail(
                        log.source(),
                        TailOptions.DEFAULT,
                        clock,
                        path -> {
                            inside.countDown();
                            try {
                                release.await();
                            } catch (InterruptedException stopped) {
                                throw new IOException(stopped);
                            }
                            return LogChannels.REAL.open(path);
                        });
        Thread first = Thread.startVirtualThread(shared::poll);
        inside.await();

        assertThatIllegalStateException().isThrownBy(shared::poll);
        release.countDown();
        first.join();
        shared.close();
    }

    @Test
    void aClosedTailBringsNothing() throws IOException {
        log.append("1\n");
        tail.poll();
        tail.close();
        log.append("2\n");

        assertThat(tail.poll()).isEqualTo(new LogUpdate.Unchanged());
    }
}
