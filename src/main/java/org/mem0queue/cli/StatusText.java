package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.WorkerStatus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The status for people: what is the matter first, then the numbers that prove it. */
final class StatusText {
    private StatusText() {}

    static String of(QueueSnapshot s, Path home) {
        List<String> lines = new ArrayList<>();
        lines.add(shorten(s.directory(), home) + ": " + headline(s));
        lines.add("");
        Counts c = s.counts();
        lines.add(row("Pending", c.waiting(), pendingNote(s)));
        lines.add(row("Sending", c.inFlight(), null));
        lines.add(
                row(
                        "Synced",
                        c.syncedConfirmed() + c.syncedReported(),
                        c.syncedReported() > 0
                                ? c.syncedReported() + " of them only reported by the worker"
                                : null));
        lines.add(
                row(
                        "Failed",
                        c.needAPerson(),
                        c.needAPerson() == 0
                                ? null
                                : c.failed()
                                        + " failed, "
                                        + c.deadLetters()
                                        + " dead letters, "
                                        + c.emergency()
                                        + " emergency"));
        lines.add(unknownRow("Unclear", c.uncertain(), c.inDoubt()));
        lines.add(unknownRow("Lost", c.lost(), 0));
        lines.add("");
        lines.add("Balance   " + balance(s));
        lines.add("Lock      " + lock(s.lock()));
        lines.add("Worker    " + worker(s.worker()));
        lines.add("API       " + api(s.api()));
        if (s.sending().pausedSince() != null) {
            lines.add("Sending   paused; `mem0-queue resume` lets it go on");
        } else if (s.sending().isSending()) {
            lines.add("Sending   now: " + s.sending().pass().holderSentence());
        }
        lines.add("Save now  " + saveNow(s));
        if (!s.findings().isEmpty()) {
            lines.add("");
            for (Finding finding : s.findings()) {
                lines.add(finding(finding));
            }
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String saveNow(QueueSnapshot s) {
        if (s.safeToSave()) {
            return "safe: the lock is free and few are waiting";
        }
        return switch (s.queueFile().state()) {
            case "ok", "missing" ->
                    "better wait, or use `mem0-queue save`, which never waits for the lock";
            default ->
                    "not through Python, which may take the queue for empty; `mem0-queue save`"
                            + " keeps it safe";
        };
    }

    static String finding(Finding finding) {
        return "["
                + finding.severity().name().toLowerCase(Locale.ROOT)
                + "] "
                + finding.message()
                + System.lineSeparator()
                + "    "
                + finding.action()
                + "  ("
                + finding.code()
                + ")";
    }

    private static @Nullable String pendingNote(QueueSnapshot s) {
        Counts c = s.counts();
        List<String> parts = new ArrayList<>();
        if (c.held() > 0) {
            parts.add(c.held() + " of them on hold");
        }
        String age = age("oldest", s.oldestPending());
        if (c.spooled() > 0) {
            parts.add(c.spooled() + " of them not yet in the queue file");
        } else if (age != null) {
            parts.add(age);
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static String headline(QueueSnapshot s) {
        return switch (s.health()) {
            case HEALTHY -> s.counts().waiting() == 0 ? "nothing is waiting" : "all is well";
            case WARNING -> "a person should look";
            case CRITICAL -> "something is lost, damaged or stuck";
            case UNKNOWN ->
                    "the queue cannot be read ("
                            + (s.queueFile().problem() == null
                                    ? s.queueFile().state()
                                    : s.queueFile().problem())
                            + ")";
        };
    }

    private static String row(String word, long count, @Nullable String note) {
        return String.format(
                Locale.ROOT, "%-8s %6d%s", word, count, note == null ? "" : "   " + note);
    }

    private static String unknownRow(String word, OptionalLong count, long more) {
        return count.isPresent() || more > 0
                ? row(word, count.orElse(0) + more, null)
                : String.format(Locale.ROOT, "%-8s %6s   not checked yet", word, "-");
    }

    private static @Nullable String age(String word, @Nullable Duration age) {
        return age == null ? null : word + " " + Ages.of(age);
    }

    private static String balance(QueueSnapshot s) {
        var b = s.balance();
        String sum =
                b.seen()
                        + " seen"
                        + (b.since() == null
                                ? ""
                                : " since "
                                        + b.since().atZone(ZoneId.systemDefault()).toLocalDate())
                        + ", "
                        + b.accounted()
                        + " accounted for";
        long gap = b.before().notProvable();
        return gap == 0
                ? sum
                : sum
                        + "; the counters of the queue file name "
                        + Math.abs(gap)
                        + (gap > 0 ? " more than can be found" : " fewer than are here");
    }

    private static String lock(LockStatus lock) {
        return switch (lock.state()) {
            case FREE -> "free";
            case HELD ->
                    "held by "
                            + lock.holderSentence()
                            + (lock.heldFor() == null || lock.heldFor().isZero()
                                    ? ""
                                    : " for " + Ages.of(lock.heldFor()));
            case UNKNOWN -> "unknown: " + lock.problem();
        };
    }

    private static String worker(WorkerStatus worker) {
        return switch (worker.state()) {
            case NONE -> "none running";
            case IDLE -> "running, idle (pid " + worker.pids().getFirst() + ")";
            case SYNCING -> "syncing (pid " + worker.pids().getFirst() + ")";
            case STUCK -> "stuck (pid " + worker.pids().getFirst() + ")";
            case SEVERAL -> worker.pids().size() + " at once: " + worker.pids();
        };
    }

    private static String api(ApiStatus api) {
        if (api.url() == null) {
            return "not configured";
        }
        Duration latency = api.latency();
        return api.url()
                + switch (api.state()) {
                    case UP ->
                            ", up"
                                    + (latency == null ? "" : ", " + latency.toMillis() + " ms")
                                    + (api.note() == null ? "" : ". " + api.note());
                    case DOWN -> ", does not answer as a Mem0 API";
                    case UNCONFIGURED, UNKNOWN -> ", not asked yet";
                };
    }

    static String shorten(Path path, Path home) {
        return path.startsWith(home) && !path.equals(home)
                ? "~/" + home.relativize(path)
                : path.toString();
    }
}
