package org.mem0queue.ui.overview;

import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/** The buttons below the sentence: each with its count, at most one of them loud. */
final class SentenceSteps {
    private final QueueSnapshot snapshot;
    private final Counts counts;
    private final Messages words;
    private final List<Step> steps = new ArrayList<>();

    private SentenceSteps(QueueSnapshot snapshot, Messages words) {
        this.snapshot = snapshot;
        this.counts = snapshot.counts();
        this.words = words;
    }

    static List<Step> of(QueueSnapshot snapshot, Sentence.Kind kind, Messages words) {
        SentenceSteps steps = new SentenceSteps(snapshot, words);
        steps.add(kind);
        return List.copyOf(steps.steps);
    }

    private void add(Sentence.Kind kind) {
        switch (kind) {
            case FIRST_LOOK, STALE, CALM -> {}
            case DENIED, MISSING -> add("step.directory", setting("queue.directory"));
            case CORRUPT -> {
                add("step.restore", new Destination.Backups());
                firstIsLoud();
                failed();
            }
            case LOST -> {
                show(MemoryGroup.LOST, "step.lost", counts.lost().orElse(0));
                firstIsLoud();
                add("step.backups", new Destination.Backups());
            }
            case SAVES_AT_RISK -> {
                workerLog();
                firstIsLoud();
                failed();
            }
            case SEVERAL_WORKERS, UNSTABLE -> workerLog();
            case WORKER_STUCK -> {
                workerLog();
                firstIsLoud();
                waiting();
            }
            case PROBLEM -> {
                firstFinding(Finding.Severity.CRITICAL);
                firstIsLoud();
            }
            case LOOK -> {
                firstFinding(Finding.Severity.WARNING);
                firstIsLoud();
            }
            case API_DOWN -> {
                add("step.check-api", setting("api.url"));
                firstIsLoud();
                waiting();
            }
            case FAILED -> {
                failed();
                firstIsLoud();
                setUp();
            }
            case UNCLEAR -> {
                show(
                        MemoryGroup.UNCLEAR,
                        "step.unclear",
                        counts.inDoubt() + counts.uncertain().orElse(0));
                firstIsLoud();
            }
            case WAITING -> {
                setUp();
                firstIsLoud();
                waiting();
            }
            case SENDING -> show(MemoryGroup.SENDING, "step.sending", counts.inFlight());
            case QUIET -> {
                setUp();
                firstIsLoud();
            }
        }
    }

    private void firstIsLoud() {
        if (!steps.isEmpty()) {
            steps.set(0, steps.getFirst().asPrimary());
        }
    }

    /** Where nobody sends, that is the next thing to do. */
    private void setUp() {
        if (snapshot.api().state() == ApiStatus.State.UNCONFIGURED
                && snapshot.worker().state() == WorkerStatus.State.NONE) {
            add("step.set-up", setting("api.url"));
        }
    }

    private void failed() {
        show(MemoryGroup.FAILED, "step.failed", counts.needAPerson());
    }

    private void waiting() {
        show(MemoryGroup.PENDING, "step.waiting", counts.waiting());
    }

    private void workerLog() {
        add("sentence.show-log", Destination.Logs.asLeft());
    }

    private void firstFinding(Finding.Severity severity) {
        FindingSteps leads = new FindingSteps(counts, words);
        snapshot.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .findFirst()
                .map(leads::of)
                .ifPresent(steps::add);
    }

    private void show(MemoryGroup group, String key, long number) {
        if (number > 0) {
            steps.add(new Step(words.count(key, number), Destination.Memories.of(group)));
        }
    }

    private void add(String key, Destination destination) {
        steps.add(new Step(words.text(key), destination));
    }

    private static Destination setting(String name) {
        return new Destination.Settings(name);
    }
}
