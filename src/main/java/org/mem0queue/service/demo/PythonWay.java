package org.mem0queue.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.mem0queue.store.HeldLock;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;

/**
 * The MCP server and the worker of the first generation. A save takes the lock, or is refused after
 * 5 s, and its text is dropped. The worker is started after so many saves, as its users did; one
 * that finds another at work gives up after 5 s as well.
 */
final class PythonWay implements Way {
    private static final int REMEMBERED = 100;

    /** Every run tries each memory; three failures set one apart. */
    private static final int MOST_RUNS = 10;

    private final PythonFile file;
    private final PythonWorker worker;
    private final SimulatedTime time;
    private final InstantSource clock;
    private final ExecutorService runs =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("demo-python-worker-", 0).factory());
    private final Phaser running = new Phaser(1);
    private int saved;

    PythonWay(Path directory, URI api, SimulatedTime time, InstantSource clock) {
        this(directory, api, time, clock, WorkerLog.NONE, Integer.MAX_VALUE);
    }

    /**
     * @param log what the worker prints
     * @param mostInARun how many memories of the queue one run of the worker sends
     */
    PythonWay(
            Path directory,
            URI api,
            SimulatedTime time,
            InstantSource clock,
            WorkerLog log,
            int mostInARun) {
        this.file = new PythonFile(directory, time);
        this.worker = new PythonWorker(file, api, time, clock, log, mostInARun);
        this.time = time;
        this.clock = clock;
    }

    @Override
    public Told save(String project, String text) throws InterruptedException {
        HeldLock held = file.lock();
        if (held == null) {
            return time.stopped() ? Told.NOTHING : Told.REFUSED;
        }
        try (held) {
            ObjectNode queue = file.load();
            ObjectNode entry = queue.objectNode();
            entry.put("id", UUID.randomUUID().toString());
            entry.put("project_id", project);
            entry.put("content", text);
            entry.put("timestamp", clock.instant().getEpochSecond());
            entry.put("retries", 0);
            PythonFile.list(queue, "queue").add(entry);
            ArrayNode last = PythonFile.list(queue, "last_100");
            last.add(entry);
            while (last.size() > REMEMBERED) {
                last.remove(0);
            }
            PythonFile.count(queue, "total_queued");
            file.store(queue);
        } catch (IOException swallowed) {
            // The reply is the same: so do they.
        }
        startWorkerNowAndThen();
        return Told.SAVED;
    }

    private synchronized void startWorkerNowAndThen() {
        saved++;
        if (saved % time.pace().workerEvery() == 0) {
            startWorker();
        }
    }

    /** Has it run once, on a thread of its own. */
    synchronized void startWorker() {
        if (runs.isShutdown()) {
            return;
        }
        running.register();
        runs.execute(
                () -> {
                    try {
                        worker.run();
                    } catch (IOException failed) {
                        // What it sent stays in the queue, as when theirs fails.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        running.arriveAndDeregister();
                    }
                });
    }

    @Override
    public long waiting() {
        return file.load().path("queue").size();
    }

    @Override
    public void finishRuns() throws InterruptedException {
        running.awaitAdvanceInterruptibly(running.arrive());
    }

    @Override
    public void settle() throws InterruptedException {
        int before = -1;
        for (int run = 0; run < MOST_RUNS && !time.stopped(); run++) {
            ObjectNode queue = file.load();
            int here = queue.path("queue").size() + queue.path("failed").size();
            if (here == 0 || here == before) {
                return;
            }
            before = here;
            try {
                worker.run();
            } catch (IOException e) {
                return; // then it stays as it is
            }
        }
    }

    @Override
    public Whereabouts whereabouts() {
        ObjectNode queue = file.load();
        return new Whereabouts(texts(queue.get("queue")), texts(queue.get("failed")));
    }

    private static Set<String> texts(@Nullable JsonNode entries) {
        Set<String> texts = new HashSet<>();
        if (entries != null) {
            entries.forEach(entry -> texts.add(entry.path("content").asText()));
        }
        return texts;
    }

    @Override
    public void close() {
        synchronized (this) {
            runs.shutdown();
        }
        if (time.stopped()) {
            runs.shutdownNow();
        }
        runs.close();
    }
}
