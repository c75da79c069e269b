package org.mem0queue.app;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * One window for each person: the first start listens on a socket in the person's runtime folder, a
 * later one tells it which queue directory is wanted and ends. A message is one line, the
 * directory's path. Where no socket can be had the window opens all the same.
 */
final class SingleInstance implements AutoCloseable {
    private static final String NAME = "window.sock";
    private static final int LONGEST_MESSAGE = 8192;
    private static final int LONGEST_ANSWER = 8;
    private static final long PATIENCE_MS = 3000;

    private final @Nullable ServerSocketChannel server;
    private final Path socket;
    private final CountDownLatch ended = new CountDownLatch(1);

    private SingleInstance(@Nullable ServerSocketChannel server, Path socket) {
        this.server = server;
        this.socket = socket;
    }

    /** Whether a window may be open already: something is there to ask. */
    static boolean mayBeRunning(Path runtimeFolder) {
        return Files.exists(runtimeFolder.resolve(NAME));
    }

    /**
     * Shows a window that is open already.
     *
     * @param directory the queue directory that is wanted
     * @return false if there is none
     */
    static boolean showRunning(Path runtimeFolder, Path directory) {
        Path socket = runtimeFolder.resolve(NAME);
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((directory + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            channel.configureBlocking(false);
            // One that is stopped takes the call and never answers: then a window of our own opens.
            try (Selector answered = Selector.open()) {
                channel.register(answered, SelectionKey.OP_READ);
                return answered.select(PATIENCE_MS) > 0
                        && channel.read(ByteBuffer.allocate(LONGEST_ANSWER)) > 0;
            }
        } catch (IOException | UnsupportedOperationException nobodyThere) {
            return false;
        }
    }

    /**
     * Listens for later starts.
     *
     * @param wanted told the directory, on a thread of its own; false if this window is about to
     *     go: then the caller gets no answer, and waits for the end rather than find what we still
     *     hold
     */
    static SingleInstance listen(Path runtimeFolder, Predicate<Path> wanted) {
        Path socket = runtimeFolder.resolve(NAME);
        try {
            Files.createDirectories(runtimeFolder);
            if (Files.getFileStore(runtimeFolder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        runtimeFolder, PosixFilePermissions.fromString("rwx------"));
            }
            // Nobody answered on it: whoever made it is gone.
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            SingleInstance first = new SingleInstance(server, socket);
            Thread.ofPlatform()
                    .daemon()
                    .name("single-instance")
                    .start(() -> first.serve(server, wanted));
            return first;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException none) {
            return new SingleInstance(null, socket);
        }
    }

    private void serve(ServerSocketChannel server, Predicate<Path> wanted) {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                ByteBuffer message = ByteBuffer.allocate(LONGEST_MESSAGE);
                while (message.hasRemaining() && caller.read(message) >= 0) {
                    // until the caller has said all
                }
                message.flip();
                String line = StandardCharsets.UTF_8.decode(message).toString().strip();
                if (!line.isEmpty() && wanted.test(Path.of(line))) {
                    caller.write(ByteBuffer.wrap("ok\n".getBytes(StandardCharsets.UTF_8)));
                } else if (!line.isEmpty()) {
                    ended.await();
                }
            } catch (InterruptedException nobodyDoes) {
                return;
            } catch (IOException | IllegalArgumentException oneCaller) {
                // Closed, or somebody who is none of us: the next one may be.
            }
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (server != null) {
            try {
                server.close();
                Files.deleteIfExists(socket);
            } catch (IOException left) {
                // The next start finds that nobody answers.
            }
        }
    }
}
