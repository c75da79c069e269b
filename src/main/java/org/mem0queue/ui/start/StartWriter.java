package org.mem0queue.ui.start;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what was found at the first start. Claims nothing that was not looked at. */
final class StartWriter {
    private final Messages words;

    StartWriter(Messages words) {
        this.words = words;
    }

    /** Before anything was looked at. */
    StartText before(StartPlace place) {
        return switch (place) {
            case StartPlace.Folder(Path directory) ->
                    plain(StartText.Kind.LOOKING, "start.looking", directory, "start.only-reads");
            case StartPlace.Nowhere(Path wanted) ->
                    plain(StartText.Kind.NOTHING, "start.nothing", wanted, "start.no-folder");
            case StartPlace.Closed(Path directory) ->
                    plain(StartText.Kind.UNUSABLE, "start.closed", directory, "start.closed-why");
            case StartPlace.Unusable(String sentence) ->
                    new StartText(
                            StartText.Kind.UNUSABLE,
                            words.text("start.unusable"),
                            Reasons.told(sentence, words),
                            List.of(),
                            null);
        };
    }

    private StartText plain(StartText.Kind kind, String title, Path directory, String cause) {
        return new StartText(
                kind,
                words.text(title, words.path(directory)),
                words.text(cause, words.path(directory)),
                List.of(),
                null);
    }

    /**
     * After a look.
     *
     * @param conversations null while they are being counted
     * @param access null while it is not known
     */
    StartText of(
            QueueSnapshot snapshot,
            StartDesk.@Nullable Conversations conversations,
            StartDesk.@Nullable Access access) {
        String folder = words.path(snapshot.directory());
        boolean missing = snapshot.queueFile().state().equals("missing");
        if (missing && snapshot.counts().here() == 0) {
            return new StartText(
                    StartText.Kind.NOTHING,
                    words.text("start.nothing", folder),
                    words.text("start.no-file", folder),
                    List.of(),
                    cannotManage(snapshot, access));
        }
        return new StartText(
                StartText.Kind.FOUND,
                title(snapshot, folder),
                cause(snapshot),
                rows(snapshot, conversations),
                cannotManage(snapshot, access));
    }

    private String title(QueueSnapshot snapshot, String folder) {
        return switch (snapshot.queueFile().state()) {
            case "corrupt" -> words.text("start.corrupt", folder);
            case "denied" -> words.text("start.denied", folder);
            case "missing" -> words.text("start.parts", folder);
            default -> words.text("start.found", folder);
        };
    }

    private String cause(QueueSnapshot snapshot) {
        String problem = snapshot.queueFile().problem();
        return switch (snapshot.queueFile().state()) {
            case "corrupt", "denied" ->
                    (problem == null ? "" : Prose.sentence(Reasons.told(problem, words)) + " ")
                            + words.text(
                                    snapshot.queueFile().state().equals("corrupt")
                                            ? "start.corrupt-why"
                                            : "start.denied-why");
            default -> around(snapshot) + " " + words.text("start.only-reads");
        };
    }

    private String around(QueueSnapshot snapshot) {
        boolean quiet =
                snapshot.lock().free() && snapshot.worker().state() == WorkerStatus.State.NONE;
        LockStatus.Holder holder = snapshot.lock().holder();
        if (holder != null && snapshot.worker().pids().equals(List.of(holder.pid()))) {
            return words.text(
                    "start.lock-held-by-worker", holder.command(), Long.toString(holder.pid()));
        }
        return quiet
                ? words.text("start.quiet")
                : lock(snapshot.lock()) + " " + worker(snapshot.worker());
    }

    private String lock(LockStatus lock) {
        return switch (lock.state()) {
            case FREE -> words.text("start.lock-free");
            case HELD ->
                    lock.holder() == null
                            ? words.text("start.lock-held")
                            : words.text("start.lock-held-by", lock.holder().sentence());
            case UNKNOWN -> words.text("start.lock-unknown");
        };
    }

    private String worker(WorkerStatus worker) {
        return switch (worker.state()) {
            case NONE -> words.text("start.no-worker");
            case SEVERAL -> words.count("start.workers", worker.pids().size());
            case IDLE, SYNCING, STUCK ->
                    worker.pids().isEmpty()
                            ? words.text("start.worker")
                            : words.text("start.worker-pid", worker.pids().getFirst().toString());
        };
    }

    private List<StartText.Found> rows(
            QueueSnapshot snapshot, StartDesk.@Nullable Conversations conversations) {
        Counts counts = snapshot.counts();
        List<StartText.Found> rows = new ArrayList<>();
        rows.add(queue(snapshot));
        if (counts.spooled() > 0) {
            rows.add(
                    row("start.spool", counts.spooled(), "start.spool-note", "mem0_queue.d/spool"));
        }
        if (counts.deadLetters() > 0) {
            rows.add(
                    row(
                            "start.dead",
                            counts.deadLetters(),
                            "start.dead-note",
                            "mem0_queue_dlq.json"));
        }
        if (counts.emergency() > 0) {
            rows.add(
                    row(
                            "start.emergency",
                            counts.emergency(),
                            "start.emergency-note",
                            "mem0_emergency.json"));
        }
        rows.add(conversations(conversations));
        return rows;
    }

    private StartText.Found row(String name, long number, String note, String file) {
        return new StartText.Found(words.text(name), words.number(number), words.text(note), file);
    }

    private StartText.Found queue(QueueSnapshot snapshot) {
        String file = "mem0_queue.json";
        return switch (snapshot.queueFile().state()) {
            case "corrupt" -> queueWithout(words.text("start.queue-corrupt"), file);
            case "denied" -> queueWithout(words.text("start.queue-denied"), file);
            case "missing" -> queueWithout(words.text("start.queue-missing"), file);
            default -> queueWith(snapshot.counts(), file);
        };
    }

    private StartText.Found queueWith(Counts counts, String file) {
        long sending = counts.inFlight() + counts.inDoubt();
        List<String> notes = new ArrayList<>();
        notes.add(words.text("start.waiting"));
        if (sending > 0) {
            notes.add(words.text("start.and-sending", words.number(sending)));
        }
        if (counts.failed() > 0) {
            notes.add(words.text("start.and-failed", words.number(counts.failed())));
        }
        return new StartText.Found(
                words.text("start.queue"),
                words.number(counts.pending()),
                String.join("", notes),
                file);
    }

    private StartText.Found queueWithout(String note, String file) {
        return new StartText.Found(words.text("start.queue"), "", note, file);
    }

    private StartText.Found conversations(StartDesk.@Nullable Conversations found) {
        String name = words.text("start.conversations");
        if (found == null) {
            return new StartText.Found(name, "", words.text("start.counting"), "projects/");
        }
        if (found.files() == 0) {
            return new StartText.Found(
                    name, words.number(0), words.text("start.no-conversations"), "projects/");
        }
        return new StartText.Found(
                name,
                words.number(found.files()),
                words.text("start.not-read"),
                "projects/" + words.text("list.separator") + words.bytes(found.bytes()));
    }

    private @Nullable String cannotManage(
            QueueSnapshot snapshot, StartDesk.@Nullable Access access) {
        String folder = words.path(snapshot.directory());
        if (snapshot.queueFile().state().equals("denied")) {
            return words.text("start.cannot-read");
        }
        if (access == null) {
            return null;
        }
        return switch (access) {
            case WRITABLE -> null;
            case NOT_WRITABLE -> words.text("start.not-writable", folder);
            case OF_ANOTHER -> words.text("start.of-another", folder);
        };
    }
}
