package org.mem0queue.ui.overview;

import org.mem0queue.health.FindingSentences;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The lines of health: lock, worker, API, oldest, queue file. Progress, not open ports. */
final class HealthLines {
    private final QueueSnapshot snapshot;
    private final Instant now;
    private final Messages words;

    private HealthLines(QueueSnapshot snapshot, Instant now, Messages words) {
        this.snapshot = snapshot;
        this.now = now;
        this.words = words;
    }

    static List<HealthRow.Text> beforeFirstLook(Messages words) {
        String value = words.text("health.not-read");
        return List.of(
                new HealthRow.Text(Mark.NEUTRAL, words.text("health.lock"), value, ""),
                new HealthRow.Text(Mark.NEUTRAL, words.text("health.worker"), value, ""),
                new HealthRow.Text(Mark.NEUTRAL, words.text("health.api"), value, ""),
                new HealthRow.Text(Mark.NEUTRAL, words.text("health.oldest"), value, ""),
                new HealthRow.Text(Mark.NEUTRAL, words.text("health.file"), value, ""));
    }

    static List<HealthRow.Text> of(QueueSnapshot snapshot, Instant now, Messages words) {
        HealthLines lines = new HealthLines(snapshot, now, words);
        return List.of(lines.lock(), lines.worker(), lines.api(), lines.oldest(), lines.file());
    }

    private HealthRow.Text lock() {
        LockStatus lock = snapshot.lock();
        return switch (lock.state()) {
            case FREE -> line(Mark.GOOD, "health.lock", free(), "");
            case HELD -> held(lock);
            case UNKNOWN ->
                    line(
                            Mark.NEUTRAL,
                            "health.lock",
                            words.text("health.lock.unknown"),
                            lock.problem() == null ? "" : theirs(lock.problem()));
        };
    }

    private String free() {
        if (snapshot.safeToSave()) {
            return words.text("health.lock.safe");
        }
        long waiting = snapshot.counts().waiting();
        return waiting == 0 || !Tiles.readable(snapshot)
                ? words.text("health.lock.free")
                : words.count("health.lock.free-waiting", waiting);
    }

    private HealthRow.Text held(LockStatus lock) {
        Duration held = lock.heldFor();
        LockStatus.Holder holder = lock.holder();
        String name =
                holder == null
                        ? words.text("health.lock.unnamed")
                        : holder.command() + " " + holder.pid();
        boolean tooLong = held != null && held.compareTo(Sentence.AGENTS_GIVE_UP) >= 0;
        return line(
                tooLong ? Mark.CRITICAL : Mark.GOOD,
                "health.lock",
                held == null
                        ? words.text("health.lock.held", name)
                        : words.text("health.lock.held-for", words.age(held), name),
                holder == null ? "" : holder.arguments());
    }

    private HealthRow.Text worker() {
        WorkerStatus worker = snapshot.worker();
        Instant last = worker.lastActivity();
        String when = last == null ? "" : words.moment(last, now);
        String help = last == null ? "" : words.text("health.worker.last", words.whole(last));
        return switch (worker.state()) {
            case NONE ->
                    line(
                            snapshot.counts().waiting() > 0 ? Mark.WARNING : Mark.NEUTRAL,
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
                    line(Mark.GOOD, "health.worker", words.text("health.worker.syncing"), help);
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

    private HealthRow.Text api() {
        ApiStatus api = snapshot.api();
        String url = api.url() == null ? "" : api.url();
        Duration latency = api.latency();
        return switch (api.state()) {
            case UP ->
                    line(
                            Mark.GOOD,
                            "health.api",
                            latency == null
                                    ? words.text("health.api.up")
                                    : words.text(
                                            "health.api.up-in", words.number(latency.toMillis())),
                            url);
            case DOWN -> line(Mark.WARNING, "health.api", words.text("health.api.down"), url);
            case UNCONFIGURED ->
                    line(Mark.NEUTRAL, "health.api", words.text("health.api.unconfigured"), "");
            case UNKNOWN -> line(Mark.NEUTRAL, "health.api", words.text("health.api.unknown"), url);
        };
    }

    private HealthRow.Text oldest() {
        if (!Tiles.readable(snapshot)) {
            return line(Mark.NEUTRAL, "health.oldest", words.text("health.unknown"), "");
        }
        if (snapshot.counts().waiting() == 0) {
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
