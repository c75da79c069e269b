package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;
import org.mem0queue.store.MovePlanner;
import org.mem0queue.store.QueueRestore;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@Command(
        name = "restore",
        description =
                "Takes memories out of the trash; or rebuilds the queue from its backup or a queue"
                        + " snapshot and from what is newer; or puts back what another program took"
                        + " out. Nothing that may have been sent is queued again unless told.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Action {
    /** Where from, if not from the trash. */
    static final class Source {
        @Option(names = "--backup", required = true, description = "From mem0_queue_backup.json.")
        private boolean backup;

        @Option(
                names = "--snapshot",
                required = true,
                paramLabel = "N",
                description = "From queue snapshot N of `snapshots`.")
        private int snapshot;

        @Option(
                names = "--kept",
                required = true,
                description =
                        "Only what this program merged and another program took out by writing back"
                                + " an older queue.")
        private boolean kept;
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Out of the trash: ids, or the beginnings of them.")
    private List<String> ids = new ArrayList<>();

    @ArgGroup(multiplicity = "0..1")
    private @Nullable Source source;

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--also-uncertain",
            description = "Queue also what may have been sent already: it may arrive twice.")
    private boolean alsoUncertain;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        Duration wait = change.forLock();
        if (ids.isEmpty() == (source == null)) {
            throw Failure.usage(
                    "Name memories of the trash, or say where from: --backup, --snapshot N or"
                            + " --kept.");
        }
        if (!ids.isEmpty()) {
            return outOfTrash(session, wait);
        }
        if (source != null && source.snapshot < 0) {
            throw Failure.usage(
                    "--snapshot takes a number from 1. See `mem0-queue snapshots` for them.");
        }
        try (QueueService service = change.dryRun() ? session.open() : session.openManaging()) {
            RestorePlan plan = plan(service);
            if (change.dryRun() || !changes(plan)) {
                answer(session, plan, false);
                return 0;
            }
            if (!session.json()) {
                session.say(text(plan));
            }
            session.confirm("Restore?", yes);
            QueueRestore.Uncertain uncertain =
                    alsoUncertain ? QueueRestore.Uncertain.QUEUE : QueueRestore.Uncertain.LEAVE;
            return switch (service.restores().restore(plan, uncertain, BulkAct.ACTOR, wait)) {
                case RestoreResult.Restored(RestorePlan done) -> {
                    if (session.json()) {
                        session.show(JsonText.of(JsonShapes.plan(done, true)));
                    } else {
                        session.say("Restored.");
                    }
                    yield 0;
                }
                case RestoreResult.Stopped(String reason) -> throw Failure.failed(reason);
                case RestoreResult.LockHeld(var lock) ->
                        throw Waits.lockHeld(lock, wait, service.directory());
            };
        }
    }

    private int outOfTrash(Session session, Duration wait) throws Failure, InterruptedException {
        try (QueueService service = change.dryRun() ? session.open() : session.openManaging()) {
            QueueSnapshot snapshot = service.look();
            Map<String, Memory> meant = new LinkedHashMap<>();
            for (String id : ids) {
                Memory memory = Selection.byPrefix(snapshot, id);
                meant.put(memory.id(), memory);
            }
            List<Memory> memories = List.copyOf(meant.values());
            if (change.dryRun()) {
                return ActAnswer.preview(
                        session,
                        memories.stream().map(MovePlanner::restore).toList(),
                        "Would go back into the queue");
            }
            ActReport report =
                    service.act(
                            ActKind.RESTORE,
                            BulkAct.ACTOR,
                            "",
                            memories,
                            MovePlanner::restore,
                            wait);
            return ActAnswer.give(session, service, report, "Back in the queue", wait);
        }
    }

    private boolean changes(RestorePlan plan) {
        return plan.changesSomething() || (alsoUncertain && !plan.uncertain().isEmpty());
    }

    private void answer(Session session, RestorePlan plan, boolean done) {
        if (session.json()) {
            session.show(JsonText.of(JsonShapes.plan(plan, done)));
            return;
        }
        session.show(text(plan));
        session.say(
                changes(plan)
                        ? "Nothing was changed (--dry-run)."
                        : "There is nothing to put back. Nothing was changed.");
    }

    private static String text(RestorePlan plan) {
        StringBuilder out = new StringBuilder();
        out.append("From ")
                .append(plan.source())
                .append(" of ")
                .append(JsonText.iso(plan.sourceTime()))
                .append(":\n");
        out.append("  back to the queue   ").append(plan.toQueue().size());
        out.append(plan.newer() == 0 ? "\n" : "  (" + plan.newer() + " newer, from kept)\n");
        out.append("  back to failed      ").append(plan.toFailed().size()).append('\n');
        if (!plan.toHeld().isEmpty()) {
            out.append("  back on hold        ").append(plan.toHeld().size()).append('\n');
        }
        out.append("  already there       ").append(plan.alreadyThere()).append('\n');
        out.append("  uncertain           ").append(plan.uncertain().size());
        out.append(
                plan.uncertain().isEmpty()
                        ? ""
                        : "  (something speaks of sending since; left in a pinned snapshot)");
        if (plan.currentState().equals("corrupt")) {
            out.append("\nThe damaged queue file is kept as a pinned snapshot.");
        }
        return out.toString();
    }

    private RestorePlan plan(QueueService service) throws Failure {
        Source from = source;
        if (from == null) {
            throw Failure.usage("Say where from: --backup, --snapshot N or --kept.");
        }
        try {
            QueueRestore.Preview preview;
            if (from.kept) {
                preview = service.restores().planPuttingBack();
            } else {
                QueueCopy copy = copy(service, from);
                preview = service.restores().planRestore(copy.file(), copy.time());
            }
            return switch (preview) {
                case QueueRestore.Preview.Planned(RestorePlan plan) -> plan;
                case QueueRestore.Preview.Impossible(String reason) -> throw Failure.failed(reason);
            };
        } catch (IOException e) {
            throw Failure.failed(
                    service.directory().resolve("mem0_queue.d")
                            + " cannot be read. Give this user read access to it.");
        }
    }

    private static QueueCopy copy(QueueService service, Source from) throws Failure {
        int number = from.backup ? 0 : from.snapshot;
        for (QueueCopy copy : SnapshotsCommand.copies(service)) {
            if (copy.number() == number && (number > 0 || from.backup)) {
                return copy;
            }
        }
        Path directory = service.directory();
        throw Failure.failed(
                from.backup
                        ? directory.resolve("mem0_queue_backup.json")
                                + " does not exist. See `mem0-queue snapshots` for others."
                        : "There is no queue snapshot "
                                + number
                                + " in "
                                + directory.resolve("mem0_queue.d/snapshots")
                                + ". See `mem0-queue snapshots`.");
    }
}
