package org.mem0queue.service.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mem0queue.store.HeldLock;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of the Python worker of the first generation: takes the lock, reads the queue, sends one
 * memory after the other, and writes what it has read, less what was sent, when all are done. Only
 * then the lock is given back. After a failure it waits before it goes on, with the lock.
 */
final class PythonWorker {
    private static final int ATTEMPTS = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PythonFile file;
    private final URI add;
    private final SimulatedTime time;
    private final InstantSource clock;
    private final WorkerLog log;
    private final int mostInARun;

    /**
     * @param mostInARun of the queue; the real one sends all of it
     */
    PythonWorker(
            PythonFile file,
            URI api,
            SimulatedTime time,
            InstantSource clock,
            WorkerLog log,
            int mostInARun) {
        this.log = log;
        this.mostInARun = mostInARun;
        this.file = file;
        this.add = api.resolve("/memory");
        this.time = time;
        this.clock = clock;
    }

    /** One run; without the lock it is left out. */
    void run() throws InterruptedException, IOException {
        HeldLock held = file.lock();
        if (held == null) {
            log.noLock();
            return;
        }
        try (held) {
            ObjectNode queue = file.load();
            log.begins(
                    PythonFile.list(queue, "queue").size(),
                    PythonFile.list(queue, "failed").size());
            List<JsonNode> left = sendQueue(queue);
            List<JsonNode> failed = sendFailed(queue);
            PythonFile.list(queue, "queue").removeAll().addAll(left);
            PythonFile.list(queue, "failed").removeAll().addAll(failed);
            if (!time.stopped()) {
                file.store(queue);
                log.ends(left.size(), failed.size(), queue.at("/stats/total_synced").asLong());
            }
        }
    }

    private List<JsonNode> sendQueue(ObjectNode queue) throws InterruptedException {
        List<JsonNode> left = new ArrayList<>();
        ArrayNode failed = PythonFile.list(queue, "failed");
        int tried = 0;
        for (JsonNode entry : PythonFile.list(queue, "queue")) {
            if (time.stopped()) {
                return left;
            }
            if (tried++ >= mostInARun) {
                left.add(entry);
                continue;
            }
            if (send(entry)) {
                sent(queue);
                log.synced(entry);
                continue;
            }
            int retries = entry.path("retries").asInt() + 1;
            ((ObjectNode) entry).put("retries", retries);
            if (retries >= ATTEMPTS) {
                failed.add(entry);
                PythonFile.count(queue, "total_failed");
                log.failed(entry);
            } else {
                left.add(entry);
                log.again(entry, retries);
                time.pass(Duration.ofSeconds(1L << retries));
            }
        }
        return left;
    }

    /** Those that were given up before, and just now: one more attempt in every run. */
    private List<JsonNode> sendFailed(ObjectNode queue) throws InterruptedException {
        List<JsonNode> still = new ArrayList<>();
        log.retriesFailed(Math.min(mostInARun, PythonFile.list(queue, "failed").size()));
        int tried = 0;
        for (JsonNode entry : PythonFile.list(queue, "failed")) {
            if (tried++ >= mostInARun) {
                still.add(entry);
            } else if (!time.stopped() && send(entry)) {
                sent(queue);
                log.recovered(entry);
            } else {
                ((ObjectNode) entry).put("retries", 0);
                still.add(entry);
                log.stillFailed(entry);
            }
        }
        return still;
    }

    private void sent(ObjectNode queue) {
        PythonFile.count(queue, "total_synced");
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        queue.withObject("/stats").put("last_sync", now.toString());
    }

    /** Whatever is not an answer that says so is a failure. */
    private boolean send(JsonNode entry) {
        try {
            byte[] body =
                    JSON.writeValueAsBytes(
                            JSON.createObjectNode()
                                    .<ObjectNode>set("user_id", entry.path("project_id"))
                                    .set("content", entry.path("content")));
            LoopbackHttp.Answer answer =
                    LoopbackHttp.send(
                            "POST", add, "application/json", body, time.pace().patience());
            return success(answer.body());
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private static boolean success(String answer) {
        try {
            return JSON.readTree(answer).path("success").asBoolean();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
