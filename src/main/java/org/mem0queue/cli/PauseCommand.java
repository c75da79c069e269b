package org.mem0queue.cli;

import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Map;

@Command(
        name = "pause",
        description =
                "Holds all sending of this program back, in whatever process, until `resume`. Saves"
                        + " are accepted as ever.",
        mixinStandardHelpOptions = true)
final class PauseCommand implements Action {
    @Option(names = "--dry-run", description = "Only tell what would be done.")
    private boolean dryRun;

    @Override
    public int run(Session session) throws Failure {
        if (dryRun) {
            session.show("Would hold sending back. Nothing was changed (--dry-run).");
            return 0;
        }
        try (QueueService service = session.openManaging()) {
            String problem = service.sync().pause(BulkAct.ACTOR);
            if (problem != null) {
                throw Failure.failed(problem);
            }
            if (session.json()) {
                session.show(JsonText.of(Map.of("paused", true)));
            }
            session.say("Sending is paused. Let it go on with `mem0-queue resume`.");
            return 0;
        }
    }
}
