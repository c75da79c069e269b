package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.FindingSentences;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The lines of health: lock, worker, API, oldest, queue file, losses. Progress, not open ports. */
final class HealthLines {
    private final QueueSnapshot snapshot;
    private final Instant now;
    private final Messages words;

    private HealthLines(QueueSnapshot snapshot, Instant now, Messages words) {
        this.snapshot = snapshot;
        this.now = now;
        this.words = words;
    }

    static List<HealthLine> beforeFirstLook(Messages words) {
        return Stream.of(HealthLine.Kind.values())
                .map(
                        kind ->
                                new HealthLine(
                                        kind,
                                        new HealthRow.Text(
                                                Mark.NEUTRAL,
                                                words.text(nameKey(kind)),
                                                words.text("health.not-read"),
                                                ""),
                                        null))
                .toList();
    }

    /**
     * @param lockLeft how long who holds the lock will still need; null if nobody can tell
     */
    static List<HealthLine> of(
            QueueSnapshot snapshot, @Nullable Duration lockLeft, Instant now, Messages words) {
        HealthLines lines = new HealthLines(snapshot, now, words);
        return List.of(
                new HealthLine(
                        HealthLine.Kind.LOCK, new LockLine(snapshot, lockLeft, words).text(), null),
                new HealthLine(HealthLine.Kind.WORKER, lines.worker(), null),
                new HealthLine(HealthLine.Kind.API, lines.api(), lines.apiStep()),
                new HealthLine(HealthLine.Kind.OLDEST, lines.oldest(), null),
                new HealthLine(HealthLine.Kind.FILE, lines.file(), lines.fileStep()),
                new HealthLine(HealthLine.Kind.LOSSES, lines.losses(), lines.lossesStep()));
    }

    private static String nameKey(HealthLine.Kind kind) {
        return switch (kind) {
            case LOCK -> "health.lock";
            case WORKER -> "health.worker";
            case API -> "health.api";
            case OLDEST -> "health.oldest";
            case FILE -> "health.file";
            case LOSSES -> "health.losses";
        };
    }

    private HealthRow.Text worker() {
        WorkerStatus worker = snapshot.worker();
        Instant last = worker.lastActivity();
        String when = last == null ? "" : words.moment(last, now);
        List<String> longer = new ArrayList<>();
        if (worker.pids().size() == 1) {
            longer.add(
                    words.text("health.worker.process", Long.toString(worker.pids().getFirst())));
        }
        if (last != null) {
            longer.add(words.text("health.worker.last", words.whole(last)));
        }
        String help = String.join(" ", longer);
        return switch (worker.state()) {
            case NONE ->
                    line(
                            snapshot.counts().toSend() > 0 ? Mark.WARNING : Mark.NEUTRAL,
                            "health.worker",
                            words.text("health.worker.none"),
                            help);
            case IDLE ->
                    line(
                            Mark.GOOD,
                            "health.worker",
                            last == null
                                    ? words.text("health.worker.idle")
                                    : words.text("health.worker.idle-since", when),
                            help);
            case SYNCING ->
                    // Whoever keeps the lock for so long keeps the agents from saving.
                    line(
                            holdsTheLockTooLong(worker) ? Mark.NEUTRAL : Mark.GOOD,
                            "health.worker",
                            worker.pids().size() == 1
                                    ? words.text(
                                            "health.worker.syncing-as",
                                            Long.toString(worker.pids().getFirst()))
                                    : words.text("health.worker.syncing"),
                            help);
            case STUCK ->
                    line(
                            Mark.CRITICAL,
                            "health.worker",
                            last == null
                                    ? words.text("health.worker.stuck")
                                    : words.text("health.worker.stuck-since", when),
                            help);
            case SEVERAL ->
                    line(
                            Mark.CRITICAL,
                            "health.worker",
                            words.count("health.worker.several", worker.pids().size()),
                            words.list(worker.pids().stream().map(String::valueOf).toList()));
        };
    }

    private boolean holdsTheLockTooLong(WorkerStatus worker) {
        LockStatus lock = snapshot.lock();
        LockStatus.Holder holder = lock.holder();
        Duration held = lock.heldFor();
        return holder != null
                && held != null
                && worker.pids().contains(holder.pid())
                && held.compareTo(Sentence.AGENTS_GIVE_UP) >= 0;
    }

    private HealthRow.Text api() {
        ApiStatus api = snapshot.api();
        String url = api.url() == null ? "" : api.url();
        String about = api.note() == null ? url : url + "\n" + Reasons.told(api.note(), words);
        Duration latency = api.latency();
        return switch (api.state()) {
            case UP ->
                    line(
                            Mark.GOOD,
                            "health.api",
                            api.storesHere()
                                    ? words.text("health.api.up-here")
                                    : latency == null
                                            ? words.text("health.api.up")
                                            : words.text(
                                                    "health.api.up-in",
                                                    words.number(latency.toMillis())),
                            about);
            case DOWN -> line(Mark.WARNING, "health.api", words.text("health.api.down"), url);
            case UNCONFIGURED ->
                    line(Mark.NEUTRAL, "health.api", words.text("health.api.unconfigured"), "");
            case UNKNOWN -> line(Mark.NEUTRAL, "health.api", words.text("health.api.unknown"), url);
        };
    }

    private @Nullable Step apiStep() {
        return switch (snapshot.api().state()) {
            case UNCONFIGURED ->
                    new Step(words.text("health.api.set-up"), new Destination.Settings("api.url"));
            case DOWN ->
                    new Step(words.text("health.api.check"), new Destination.Settings("api.url"));
            case UP, UNKNOWN -> null;
        };
    }

    private HealthRow.Text losses() {
        OptionalLong lost = snapshot.counts().lost();
        if (lost.isEmpty()) {
            return line(
                    Mark.NEUTRAL,
                    "health.losses",
                    words.text("health.losses.unchecked"),
                    words.text("health.losses.unchecked.help"));
        }
        return lost.getAsLong() == 0
                ? line(Mark.GOOD, "health.losses", words.text("health.losses.none"), "")
                : line(
                        Mark.LOST,
                        "health.losses",
                        words.count("health.losses.found", lost.getAsLong()),
                        words.text("state.lost.help"));
    }

    private @Nullable Step lossesStep() {
        long lost = snapshot.counts().lost().orElse(0);
        return lost == 0
                ? null
                : new Step(
                        words.count("step.show", lost), Destination.Memories.of(MemoryGroup.LOST));
    }

    private @Nullable Step fileStep() {
        return snapshot.queueFile().state().equals("corrupt")
                ? new Step(words.text("health.file.backups"), new Destination.Backups())
                : null;
    }

    private HealthRow.Text oldest() {
        if (!Tiles.readable(snapshot)) {
            return line(Mark.NEUTRAL, "health.oldest", words.text("health.unknown"), "");
        }
        if (snapshot.counts().toSend() == 0) {
            return line(Mark.GOOD, "health.oldest", words.text("health.oldest.none"), "");
        }
        Duration oldest = snapshot.oldestPending();
        return oldest == null
                ? line(Mark.NEUTRAL, "health.oldest", words.text("health.oldest.undated"), "")
                : line(
                        Mark.GOOD,
                        "health.oldest",
                        words.text("health.oldest.waiting", words.age(oldest)),
                        words.whole(snapshot.readAt().minus(oldest)));
    }

    private HealthRow.Text file() {
        QueueSnapshot.QueueFileStatus file = snapshot.queueFile();
        String help =
                file.problem() != null
                        ? theirs(file.problem())
                        : file.modified() == null
                                ? ""
                                : words.text("health.file.changed", words.whole(file.modified()));
        return switch (file.state()) {
            case "ok" ->
                    line(
                            Mark.GOOD,
                            "health.file",
                            words.text(
                                    snapshot.countsOnly()
                                            ? "health.file.counts-only"
                                            : "health.file.ok",
                                    words.bytes(Math.max(0, file.bytes()))),
                            help);
            case "missing" ->
                    line(Mark.NEUTRAL, "health.file", words.text("health.file.missing"), help);
            case "unstable" ->
                    line(Mark.WARNING, "health.file", words.text("health.file.unstable"), help);
            case "denied" ->
                    line(Mark.CRITICAL, "health.file", words.text("health.file.denied"), help);
            default -> line(Mark.CRITICAL, "health.file", words.text("health.file.corrupt"), help);
        };
    }

    /** What another part of the program calls a problem. */
    private String theirs(String problem) {
        return FindingSentences.in(words.locale()).reason(problem);
    }

    private HealthRow.Text line(Mark mark, String nameKey, String value, String help) {
        return new HealthRow.Text(mark, words.text(nameKey), value, help);
    }
}
