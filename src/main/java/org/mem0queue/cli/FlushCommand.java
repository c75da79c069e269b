package org.mem0queue.cli;

import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.Map;

@Command(
        name = "flush",
        description = "Merges what is spooled into the queue file.",
        mixinStandardHelpOptions = true)
final class FlushCommand implements Action {
    @Option(
            names = "--wait",
            paramLabel = "S",
            description = "How long to wait for the lock, in seconds (default: 10).")
    private long waitSeconds = 10;

    @Option(names = "--dry-run", description = "Tell what would be merged, and merge nothing.")
    private boolean dryRun;

    /** How a process leaves its saves to another; not for people. */
    @Option(names = "--for-others", hidden = true)
    private boolean forOthers;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        Duration wait = Waits.seconds(waitSeconds);
        if (dryRun) {
            try (QueueService service = session.open()) {
                int waiting = service.look().in(MemoryState.SPOOLED).size();
                session.say("Would merge " + waiting + ". Nothing was changed.");
                if (session.json()) {
                    session.show(JsonText.of(Map.of("would_merge", waiting)));
                }
                return 0;
            }
        }
        try (QueueService service = session.openManaging()) {
            FlushResult result = forOthers ? service.flushForOthers(wait) : service.flush(wait);
            return switch (result) {
                case FlushResult.Merged(int merged, int left) -> {
                    if (session.json()) {
                        session.show(JsonText.of(Map.of("merged", merged)));
                    } else {
                        session.say(
                                merged
                                        + (merged == 1 ? " memory" : " memories")
                                        + " merged into the queue file.");
                    }
                    if (left > 0) {
                        session.warn(
                                left
                                        + (left == 1 ? " batch stays" : " batches stay")
                                        + " in the spool: written by another machine, or damaged."
                                        + " See `mem0-queue doctor`.");
                    }
                    yield left > 0 ? 3 : 0;
                }
                case FlushResult.LockHeld(LockStatus lock, int ignored) ->
                        throw Waits.lockHeld(lock, wait, session.directory());
                case FlushResult.Refused(String reason, int ignored) ->
                        throw Failure.failed(reason);
            };
        }
    }
}
