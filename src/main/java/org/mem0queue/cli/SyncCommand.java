package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

@Command(
        name = "sync",
        description =
                "Sends what is pending to the API, once, without holding the queue lock meanwhile;"
                        + " or runs your own worker.",
        mixinStandardHelpOptions = true)
final class SyncCommand implements Action {
    /** What the API accepts and stores later is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(
            names = "--worker",
            description = "Run the command of the setting worker.command instead.")
    private boolean worker;

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        if (worker) {
            return new WorkerRun(session).run(change.dryRun());
        }
        Duration wait = change.forLock();
        session.requireApi();
        if (change.dryRun()) {
            return preview(session);
        }
        try (QueueService service = session.openManaging()) {
            SyncStop stop = new SyncStop();
            ProgressLine progress = new ProgressLine(session);
            SyncResult result;
            try (StopOnSignal _ = new StopOnSignal(stop)) {
                result = service.sync().sync(wait, PATIENCE, stop, progress::show);
            }
            progress.end();
            service.sync().tidyingProblem().ifPresent(session::warn);
            if (session.json()) {
                Map<String, @Nullable Object> shape = SyncAnswer.shape(result);
                if (shape.get("left") == null) {
                    OptionalLong left = service.sync().left();
                    shape.put("left", left.isPresent() ? left.getAsLong() : null);
                }
                shape.put("note", service.sync().note().orElse(null));
                session.show(JsonText.of(shape));
            } else if (result instanceof SyncResult.Ran) {
                session.say(
                        SyncAnswer.sentence(result)
                                + service.sync().note().map(note -> " " + note).orElse(""));
            } else {
                throw Failure.failed(SyncAnswer.sentence(result));
            }
            return SyncAnswer.exitCode(result);
        }
    }

    private static int preview(Session session) throws Failure {
        try (QueueService service = session.open()) {
            QueueSnapshot snapshot = service.look();
            Selection.requireReadable(snapshot);
            int number =
                    snapshot.in(MemoryState.PENDING).size()
                            + snapshot.in(MemoryState.SPOOLED).size();
            if (session.json()) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("would_send", number);
                all.put("to", session.apiAddress());
                session.show(JsonText.of(all));
            } else {
                session.show(
                        "Would send "
                                + ActAnswer.count(number)
                                + " to "
                                + session.apiAddress()
                                + ". Nothing was changed (--dry-run).");
            }
            return 0;
        }
    }
}
