package org.mem0queue.service.demo;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.mem0queue.store.Disk;
import org.mem0queue.store.HeldLock;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The queue file and its lock, used as the Python programs use them: whoever finds the lock taken
 * asks again every 0.1 s and gives up after 5 s; a change reads the whole file and puts a new one
 * in its place, by way of one fixed temporary name and without waiting for the disk; a file that
 * cannot be read counts as an empty queue.
 */
final class PythonFile {
    private static final Duration GIVES_UP_AFTER = Duration.ofSeconds(5);
    private static final Duration ASKS_EVERY = Duration.ofMillis(100);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER =
            JSON.writerWithDefaultPrettyPrinter().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final QueueDirectory directory;
    private final QueueLock lock;
    private final SimulatedTime time;

    PythonFile(Path directory, SimulatedTime time) {
        this.directory = new QueueDirectory(directory);
        this.lock = new QueueLock(this.directory, Disk.real());
        this.time = time;
    }

    /** The lock; null if it was not given in time, or everything ends. */
    @Nullable HeldLock lock() throws InterruptedException {
        long longest = time.pace().here(GIVES_UP_AFTER).toNanos();
        long started = System.nanoTime();
        while (true) {
            if (lock.acquire(Duration.ZERO) instanceof LockResult.Acquired(HeldLock held)) {
                return held;
            }
            if (System.nanoTime() - started >= longest || !time.pass(ASKS_EVERY)) {
                return null;
            }
        }
    }

    ObjectNode load() {
        try {
            JsonNode read = JSON.readTree(directory.queueFile().toFile());
            if (read instanceof ObjectNode queue) {
                return queue;
            }
        } catch (IOException missingOrDamaged) {
            // is all the same to them
        }
        ObjectNode empty = JSON.createObjectNode();
        empty.putArray("queue");
        empty.putArray("last_100");
        empty.putArray("failed");
        empty.putObject("stats")
                .put("total_queued", 0)
                .put("total_synced", 0)
                .put("total_failed", 0)
                .putNull("last_sync");
        return empty;
    }

    void store(ObjectNode queue) throws IOException {
        Files.write(directory.pythonTemporaryFile(), WRITER.writeValueAsBytes(queue));
        Files.move(
                directory.pythonTemporaryFile(),
                directory.queueFile(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** One of the lists of entries. */
    static ArrayNode list(ObjectNode queue, String name) {
        return queue.withArray(name);
    }

    /** Adds one to a counter. */
    static void count(ObjectNode queue, String name) {
        ObjectNode stats = queue.withObject("/stats");
        stats.put(name, stats.path(name).asLong() + 1);
    }
}
