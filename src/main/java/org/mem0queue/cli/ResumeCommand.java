package org.mem0queue.cli;

import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Map;

@Command(
        name = "resume",
        description = "Lets sending go on after `pause`.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Action {
    @Option(names = "--dry-run", description = "Only tell what would be done.")
    private boolean dryRun;

    @Override
    public int run(Session session) throws Failure {
        try (QueueService service = dryRun ? session.open() : session.openManaging()) {
            boolean paused = service.sync().pausedSince().isPresent();
            if (dryRun) {
                session.show(
                        (paused ? "Would let sending go on." : "Sending is not paused.")
                                + " Nothing was changed (--dry-run).");
                return 0;
            }
            String problem = service.sync().resume(BulkAct.ACTOR);
            if (problem != null) {
                throw Failure.failed(problem);
            }
            if (session.json()) {
                session.show(JsonText.of(Map.of("paused", false)));
            }
            session.say(paused ? "Sending goes on." : "Sending was not paused.");
            return 0;
        }
    }
}
