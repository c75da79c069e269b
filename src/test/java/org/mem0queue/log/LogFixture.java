package org.mem0queue.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does to a real log file what workers, shells and logrotate do. */
record LogFixture(Path path) {

    LogSource source() {
        return new LogSource(LogSource.Kind.WORKER, path);
    }

    LogFixture append(String text) throws IOException {
        return append(text.getBytes(UTF_8));
    }

    LogFixture append(byte[] bytes) throws IOException {
        Files.write(path, bytes, CREATE, APPEND);
        return this;
    }

    /** As an editor or {@code > file} does: same inode. */
    LogFixture rewrite(String text) throws IOException {
        Files.writeString(path, text, CREATE, WRITE, TRUNCATE_EXISTING);
        return this;
    }

    void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(path, WRITE)) {
            channel.truncate(size);
        }
    }

    void writeAt(long position, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(path, CREATE, WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), position);
        }
    }

    Path rename(String newName) throws IOException {
        return Files.move(path, path.resolveSibling(newName));
    }

    /** logrotate's copytruncate. */
    void copyAndTruncate(String copyName) throws IOException {
        Files.copy(path, path.resolveSibling(copyName));
        truncate(0);
    }

    void delete() throws IOException {
        Files.delete(path);
    }
}
