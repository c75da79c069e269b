package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.service.QueueService;
import org.mem0queue.store.MovePlanner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.List;

@Command(
        name = "edit",
        description = "Changes the text or the project of a memory that is not sent yet.",
        mixinStandardHelpOptions = true)
final class EditCommand implements Action {
    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
    private String id = "";

    @Option(
            names = "--content",
            paramLabel = "T",
            description = "The new text; - reads it from standard input.")
    private @Nullable String content;

    @Option(names = "--project", paramLabel = "P", description = "The new project.")
    private @Nullable String project;

    @Option(names = "--retry", description = "Put it back into the queue at once.")
    private boolean retry;

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        Duration wait = change.forLock();
        if (content == null && project == null) {
            throw Failure.usage("Say what to change: --content T, --project P, or both.");
        }
        String text = "-".equals(content) ? SaveCommand.standardInput(session) : content;
        String refusal =
                new NewMemory(
                                null,
                                project == null ? "-" : project,
                                text == null ? "-" : text,
                                null,
                                BulkAct.ACTOR)
                        .refusal();
        if (refusal != null) {
            throw Failure.usage(refusal + " Nothing was changed.");
        }
        try (QueueService service = change.dryRun() ? session.open() : session.openManaging()) {
            Memory memory = Selection.byPrefix(service.look(), id);
            if (change.dryRun()) {
                return ActAnswer.preview(session, List.of(plan(memory, text)), "Would be changed");
            }
            ActReport report =
                    service.act(
                            ActKind.EDIT,
                            BulkAct.ACTOR,
                            what(),
                            List.of(memory),
                            m -> plan(m, text),
                            wait);
            return ActAnswer.give(session, service, report, "Changed", wait);
        }
    }

    private PlannedMove plan(Memory memory, @Nullable String text) {
        return MovePlanner.edit(
                memory, text, project, retry ? MovePlanner.Then.RETRY : MovePlanner.Then.STAY);
    }

    private String what() {
        return (content == null ? "project" : project == null ? "text" : "text and project")
                + (retry ? ", and retried" : "");
    }
}
