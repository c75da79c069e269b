package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.SendingStatus;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.MemoryShape;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The shapes of the JSON documents, as the command-line contract has them. */
final class JsonShapes {
    private JsonShapes() {}

    static Map<String, @Nullable Object> status(QueueSnapshot s) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("directory", s.directory().toString());
        all.put("read_at", s.readAt());
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("state", s.queueFile().state());
        file.put("bytes", s.queueFile().bytes() < 0 ? null : s.queueFile().bytes());
        file.put("modified", s.queueFile().modified());
        if (s.queueFile().problem() != null) {
            file.put("problem", s.queueFile().problem());
        }
        all.put("queue_file", file);
        all.put("counts", counts(s.counts()));
        all.put("stats", stats(s.stats()));
        all.put("balance", balance(s.balance()));
        all.put("oldest_pending_s", seconds(s.oldestPending()));
        all.put("safe_to_save", s.safeToSave());
        all.put("lock", lock(s.lock()));
        Map<String, @Nullable Object> worker = new LinkedHashMap<>();
        worker.put("state", word(s.worker().state()));
        worker.put("pid", s.worker().pids().isEmpty() ? null : s.worker().pids().getFirst());
        worker.put("last_activity", s.worker().lastActivity());
        all.put("worker", worker);
        Map<String, @Nullable Object> api = new LinkedHashMap<>();
        api.put("state", word(s.api().state()));
        api.put("url", s.api().url());
        Duration latency = s.api().latency();
        api.put("latency_ms", latency == null ? null : latency.toMillis());
        api.put("note", s.api().note());
        all.put("api", api);
        all.put("sending", sending(s.sending()));
        all.put("health", word(s.health()));
        all.put("findings", s.findings().stream().map(JsonShapes::finding).toList());
        return all;
    }

    /** Our own sending; not part of what other programs rely on. */
    private static Map<String, @Nullable Object> sending(SendingStatus sending) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put(
                "state",
                sending.pausedSince() != null
                        ? "paused"
                        : sending.isSending() ? "sending" : sending.hasWorker() ? "idle" : "none");
        all.put("paused_since", sending.pausedSince());
        OptionalLong pid = sending.isSending() ? sending.pass().pid() : sending.worker().pid();
        all.put("pid", pid.isPresent() ? pid.getAsLong() : null);
        return all;
    }

    private static Map<String, @Nullable Object> counts(Counts c) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("spooled", c.spooled());
        all.put("pending", c.pending());
        all.put("in_flight", c.inFlight());
        all.put("in_doubt", c.inDoubt());
        all.put("synced_confirmed", c.syncedConfirmed());
        all.put("synced_reported", c.syncedReported());
        all.put("failed", c.failed());
        all.put("dead_letters", c.deadLetters());
        all.put("emergency", c.emergency());
        all.put("uncertain", number(c.uncertain()));
        all.put("lost", number(c.lost()));
        all.put("trash", c.trash());
        all.put("held", c.held());
        return all;
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static @Nullable Object stats(QueueStats stats) {
        return stats.raw() == null
                ? null
                : new JsonText.Raw(MemoryShape.asciiLine(stats.raw().text()));
    }

    private static Map<String, @Nullable Object> balance(Balance b) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("since", b.since());
        all.put("seen", b.seen());
        all.put("accounted", b.accounted());
        all.put("unaccounted", b.unaccounted());
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        before.put("queued", b.before().queued());
        before.put("synced_reported", b.before().syncedReported());
        before.put("here", b.before().here());
        before.put("not_provable", b.before().notProvable());
        all.put("before", before);
        return all;
    }

    private static Map<String, @Nullable Object> lock(LockStatus lock) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("state", word(lock.state()));
        all.put("pid", number(lock.pid()));
        all.put("command", lock.holder() == null ? null : lock.holder().command());
        all.put("held_s", seconds(lock.heldFor()));
        return all;
    }

    private static @Nullable Object seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    static Map<String, @Nullable Object> finding(Finding f) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("code", f.code());
        all.put("severity", word(f.severity()));
        all.put("message", f.message());
        all.put("action", f.action());
        return all;
    }

    static Map<String, @Nullable Object> memory(Memory m) {
        return MemoryShape.of(m);
    }

    static Map<String, @Nullable Object> step(JourneyEvent step) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("time", step.time());
        all.put("kind", step.kind().word());
        all.put("detail", step.detail().isEmpty() ? null : step.detail());
        return all;
    }

    static Map<String, @Nullable Object> copy(QueueCopy c) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("number", c.number());
        all.put("kind", c.number() == 0 ? "backup" : "snapshot");
        all.put("file", c.file().toString());
        all.put("time", c.time());
        all.put("bytes", c.bytes());
        all.put("label", c.label().isEmpty() ? null : c.label());
        all.put("state", c.state());
        all.put("pending", c.pending());
        all.put("failed", c.failed());
        all.put("only_here", c.onlyHere());
        all.put("only_now", c.onlyNow());
        return all;
    }

    static Map<String, @Nullable Object> plan(RestorePlan plan, boolean done) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("done", done);
        all.put("source", plan.source().toString());
        all.put("source_time", plan.sourceTime());
        all.put("queue_file", plan.currentState());
        all.put("to_queue", ids(plan.toQueue()));
        all.put("to_failed", ids(plan.toFailed()));
        all.put("to_held", ids(plan.toHeld()));
        all.put("uncertain", ids(plan.uncertain()));
        all.put("already_there", plan.alreadyThere());
        all.put("newer", plan.newer());
        return all;
    }

    private static List<String> ids(List<Memory> memories) {
        return memories.stream().map(Memory::id).toList();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
