package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class SingleInstanceTest {
    @TempDir private Path folder;
    private final BlockingQueue<Path> wanted = new LinkedBlockingQueue<>();

    @Test
    void aSecondStartTellsTheFirstWhatIsWanted() throws InterruptedException {
        Path queue = Path.of("/home/léa/.claude");
        assertThat(SingleInstance.showRunning(folder, queue)).isFalse();
        try (SingleInstance first = SingleInstance.listen(folder, wanted::add)) {
            assertThat(first).isNotNull();
            assertThat(SingleInstance.showRunning(folder, queue)).isTrue();
            assertThat(wanted.poll(10, TimeUnit.SECONDS)).isEqualTo(queue);
        }
        assertThat(SingleInstance.showRunning(folder, queue)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSocketThatNobodyListensOnIsReplaced() throws IOException {
        Path socket = folder.resolve("window.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        assertThat(SingleInstance.showRunning(folder, Path.of("/q"))).isFalse();
        try (SingleInstance first = SingleInstance.listen(folder, wanted::add)) {
            assertThat(first).isNotNull();
            assertThat(SingleInstance.showRunning(folder, Path.of("/q"))).isTrue();
        }
    }

    @Test
    void aCallerThatSaysNothingDoesNotStopTheNext() throws IOException {
        try (SingleInstance first = SingleInstance.listen(folder, wanted::add)) {
            assertThat(first).isNotNull();
            try (SocketChannel silent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                silent.connect(UnixDomainSocketAddress.of(folder.resolve("window.sock")));
            }
            assertThat(SingleInstance.showRunning(folder, Path.of("/q"))).isTrue();
        }
    }

    @Test
    void oneThatTakesTheCallAndNeverAnswersIsNotWaitedForForLong() throws IOException {
        try (ServerSocketChannel stopped = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            stopped.bind(UnixDomainSocketAddress.of(folder.resolve("window.sock")));
            assertThat(SingleInstance.showRunning(folder, Path.of("/q"))).isFalse();
        }
    }

    /** Else closing and starting at once would show nothing. */
    @Test
    void oneThatIsBeingClosedIsWaitedForAndThenReplaced() throws Exception {
        CompletableFuture<Boolean> shown = new CompletableFuture<>();
        try (SingleInstance closing =
                SingleInstance.listen(
                        folder,
                        directory -> {
                            wanted.add(directory);
                            return false;
                        })) {
            assertThat(closing).isNotNull();
            Thread.ofVirtual()
                    .start(() -> shown.complete(SingleInstance.showRunning(folder, Path.of("/q"))));
            assertThat(wanted.poll(10, TimeUnit.SECONDS)).isEqualTo(Path.of("/q"));
            assertThat(folder.resolve("window.sock")).exists();
        }
        assertThat(shown.get(10, TimeUnit.SECONDS)).isFalse();
        try (SingleInstance next = SingleInstance.listen(folder, wanted::add)) {
            assertThat(next).isNotNull();
            assertThat(SingleInstance.showRunning(folder, Path.of("/q"))).isTrue();
        }
    }

    @Test
    void whereNoSocketCanBeHadTheWindowOpensAllTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (SingleInstance none = SingleInstance.listen(file.resolve("run"), wanted::add)) {
            assertThat(none).isNotNull();
        }
    }
}
