package org.mem0queue.service.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mem0queue.platform.MachineIdentity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A queue directory as people have it after some weeks with the Python programs: something of
 * everything that a person may have to decide about.
 */
final class DemoBeginning {
    static final int PENDING = 40;
    static final int DEAD_LETTERS = 3;
    static final int EMERGENCY = 2;
    static final int IN_DOUBT = 2;

    private static final String REJECTED = "HTTP 422: " + ApiWithBadDays.REJECTED_BECAUSE;

    /** Each a case of its own, some twice, so that they can be grouped by it. */
    static final List<String> ERRORS =
            List.of(
                    REJECTED,
                    REJECTED,
                    REJECTED,
                    "HTTP 500: Internal Server Error",
                    "HTTP 500: Internal Server Error",
                    "no answer within 30 s");

    private static final int SYNCED = 120;
    private static final int PROJECTS = 4;
    private static final int LOGGED = 5;
    private static final int GIVEN_UP_AFTER = 5;

    /** Their agents are not among those that save while it runs. */
    private static final int FIRST_SESSION = 11;

    private static final Duration BETWEEN = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final Instant now;
    private final MachineIdentity machine;
    private final AgentScript[] scripts = new AgentScript[PROJECTS];
    private int made;

    DemoBeginning(Path directory, long seed, Instant now, MachineIdentity machine) {
        this.directory = directory;
        this.now = now;
        this.machine = machine;
        for (int i = 0; i < PROJECTS; i++) {
            scripts[i] = new AgentScript(seed, FIRST_SESSION + i, Duration.ZERO);
        }
    }

    /**
     * Writes everything.
     *
     * @return the texts that the API has rejected, and will again
     */
    Set<String> write() throws IOException {
        Files.createDirectories(directory.resolve("logs"));
        ObjectNode queue = JSON.createObjectNode();
        ArrayNode failed = JSON.createArrayNode();
        Set<String> rejected = new HashSet<>();
        for (String error : ERRORS) {
            ObjectNode entry = entry();
            failed.add(entry.put("retries", 0).put("last_error", error));
            if (error.equals(REJECTED)) {
                rejected.add(entry.path("content").textValue());
            }
        }
        ArrayNode inDoubt = JSON.createArrayNode();
        for (int i = 0; i < IN_DOUBT; i++) {
            inDoubt.add(claimed(entry()));
        }
        writeDeadLetters();
        writeEmergency();
        writeLog(new WorkerLog(log(directory)), failed);
        ArrayNode waiting = queue.putArray("queue");
        for (int i = 0; i < PENDING; i++) {
            waiting.add(entry());
        }
        queue.putArray("last_100").addAll(waiting);
        queue.set("failed", failed);
        queue.set("in_flight", inDoubt);
        queue.putObject("stats")
                .put("total_queued", SYNCED + PENDING + ERRORS.size() + IN_DOUBT + DEAD_LETTERS)
                .put("total_synced", SYNCED)
                .put("total_failed", ERRORS.size())
                .put(
                        "last_sync",
                        LocalDateTime.ofInstant(now.minus(BETWEEN), ZoneId.systemDefault())
                                .toString());
        Files.write(
                directory.resolve("mem0_queue.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(queue));
        Files.createFile(directory.resolve("mem0_queue.lock"));
        return rejected;
    }

    /** Where the worker of a queue directory prints. */
    static Path log(Path directory) {
        return directory.resolve("logs").resolve("mem0_worker.log");
    }

    /** Its last run before this begins, and one that found the lock taken. */
    private void writeLog(WorkerLog log, ArrayNode failed) {
        log.begins(PENDING, ERRORS.size());
        for (int i = 0; i < LOGGED; i++) {
            ObjectNode sent = JSON.createObjectNode();
            sent.put("id", UUID.randomUUID().toString());
            sent.put("project_id", "demo--session-" + (FIRST_SESSION + i % PROJECTS));
            log.synced(sent);
        }
        log.again(failed.get(0), 1);
        log.again(failed.get(0), 2);
        log.failed(failed.get(0));
        log.retriesFailed(failed.size());
        failed.forEach(log::stillFailed);
        log.ends(PENDING - LOGGED, failed.size(), SYNCED);
        log.noLock();
    }

    /** The oldest first. */
    private ObjectNode entry() {
        AgentScript.Step step = scripts[made % PROJECTS].next();
        made++;
        int all = PENDING + ERRORS.size() + IN_DOUBT + DEAD_LETTERS + EMERGENCY;
        Instant saved = now.minus(BETWEEN.multipliedBy(all - made + 1));
        return JSON.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("project_id", step.project())
                .put("content", step.text())
                .put("timestamp", saved.getEpochSecond())
                .put("retries", 0);
    }

    /** Sent by this program, and the answer was lost. */
    private ObjectNode claimed(ObjectNode entry) {
        Instant sent = now.minus(BETWEEN);
        entry.putObject("claim")
                .put("id", UUID.randomUUID().toString())
                .put("machine", machine.machineId())
                .put("boot", machine.bootId())
                .put("attempt", 1)
                .put("at", sent.toString())
                .put("doubt", "reset")
                .put("reason", "the connection was closed before the answer")
                .put("sent", sent.toString())
                .put("until", sent.toString());
        return entry;
    }

    private void writeDeadLetters() throws IOException {
        ObjectNode file = JSON.createObjectNode();
        ArrayNode items = file.putArray("items");
        double moved = now.minus(BETWEEN).toEpochMilli() / 1000.0;
        for (int i = 0; i < DEAD_LETTERS; i++) {
            items.add(
                    entry().put("retries", GIVEN_UP_AFTER)
                            .put("moved_to_dlq_at", moved)
                            .put("last_attempt", moved));
        }
        file.put("last_update", LocalDateTime.ofInstant(now, ZoneId.systemDefault()).toString());
        Files.write(
                directory.resolve("mem0_queue_dlq.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
    }

    private void writeEmergency() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < EMERGENCY; i++) {
            lines.append(JSON.writeValueAsString(entry().put("emergency", true))).append('\n');
        }
        Files.writeString(directory.resolve("mem0_emergency.json"), lines.toString(), UTF_8);
    }
}
