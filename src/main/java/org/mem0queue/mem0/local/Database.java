package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The open database: one connection that writes and one that reads. A write is durable when it
 * returns, and either whole or not there. Safe for any number of threads.
 */
final class Database implements AutoCloseable {
    /** What is done with a connection. */
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    private final Path file;
    private final Sql writer;
    private final Sql reader;
    private final @Nullable Closeable ownership;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();

    /**
     * @param ownership given back on closing; null if another process may own the file
     */
    Database(Path file, Sql writer, Sql reader, @Nullable Closeable ownership) {
        this.file = file;
        this.writer = writer;
        this.reader = reader;
        this.ownership = ownership;
    }

    Path file() {
        return file;
    }

    /** Sees what was committed before. */
    <T> T read(Work<T> work) throws SQLException {
        reading.lock();
        try {
            return work.on(reader);
        } finally {
            reading.unlock();
        }
    }

    /** Everything or nothing, and durable. */
    <T> T write(Work<T> work) throws SQLException {
        writing.lock();
        boolean done = false;
        try {
            writer.run("BEGIN IMMEDIATE");
            T result = work.on(writer);
            writer.run("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                StoreSchema.rollback(writer);
            }
            writing.unlock();
        }
    }

    /** Waits for what is running. */
    @Override
    public void close() {
        reading.lock();
        writing.lock();
        try {
            reader.close();
            writer.close();
            if (ownership != null) {
                ownership.close();
            }
        } catch (IOException e) {
            // The system gives the lock back when the process ends.
        } finally {
            writing.unlock();
            reading.unlock();
        }
    }
}
