package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;

import picocli.CommandLine.Command;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

@Command(
        name = "worker",
        description =
                "Keeps sending what is saved to the API, until stopped. Never holds the queue lock"
                        + " for longer than it takes to write the queue file.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Action {
    @Override
    public int run(Session session) throws Failure, InterruptedException {
        session.requireApi();
        try (QueueService service = session.openManaging()) {
            SyncStop stop = new SyncStop();
            ProgressLine progress = new ProgressLine(session);
            session.say(
                    "Sending to "
                            + session.apiAddress()
                            + " until stopped (Ctrl+C). Queue: "
                            + service.directory());
            String problem;
            try (StopOnSignal _ = new StopOnSignal(stop)) {
                problem =
                        service.sync()
                                .work(
                                        stop,
                                        result -> {
                                            progress.end();
                                            tell(session, result, stop, service.sync().note());
                                        },
                                        progress::show);
            }
            if (problem != null) {
                throw Failure.failed(problem);
            }
            return 0;
        }
    }

    private static void tell(
            Session session, SyncResult result, SyncStop stop, Optional<String> note) {
        if (session.json()) {
            Map<String, @Nullable Object> shape = SyncAnswer.shape(result);
            shape.put("note", note.orElse(null));
            session.show(JsonText.of(shape));
        } else {
            session.say(
                    JsonText.iso(session.environment().clock().instant())
                            + "  "
                            + Printable.of(
                                    SyncAnswer.sentence(result)
                                            + note.map(words -> " " + words).orElse("")));
        }
        if (session.out().checkError()) { // a closed pipe ends it quietly
            stop.stop(Duration.ofSeconds(3));
        }
    }
}
