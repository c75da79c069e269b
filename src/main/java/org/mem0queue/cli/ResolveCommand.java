package org.mem0queue.cli;

import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.service.QueueService;
import org.mem0queue.store.MovePlanner;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@Command(
        name = "resolve",
        description =
                "Settles what may or may not be stored: memories in doubt, uncertain or lost. Look"
                        + " at the API first; what you say cannot be taken back.",
        mixinStandardHelpOptions = true)
final class ResolveCommand implements Action {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids, or the beginnings of them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Everything that is in doubt.")
    private boolean all;

    @ArgGroup(multiplicity = "1")
    private Word word = new Word();

    static final class Word {
        @Option(names = "--sent", required = true, description = "They are stored: done.")
        private boolean sent;

        @Option(names = "--resend", required = true, description = "They are not: send them again.")
        private boolean resend;
    }

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        if (all != ids.isEmpty()) {
            throw Failure.usage("Name ids, or --all for everything in doubt, not both.");
        }
        String done = word.sent ? "Settled as stored" : "Back in the queue";
        try (QueueService service = change.dryRun() ? session.open() : session.openManaging()) {
            List<Memory> meant = meant(service);
            List<PlannedMove> planned = meant.stream().map(this::plan).toList();
            if (change.dryRun()) {
                return ActAnswer.preview(
                        session,
                        planned,
                        word.sent ? "Would settle as stored" : "Would send again");
            }
            if (all && !meant.isEmpty()) {
                session.confirm(
                        (word.sent ? "Take " : "Send ")
                                + ActAnswer.count(meant.size())
                                + (word.sent ? " for stored?" : " again?"),
                        yes);
            }
            ActReport report =
                    service.act(
                            ActKind.RESOLVE,
                            BulkAct.ACTOR,
                            word.sent ? "--sent" : "--resend",
                            meant,
                            this::plan,
                            change.forLock());
            return ActAnswer.give(session, service, report, done, change.forLock());
        }
    }

    private List<Memory> meant(QueueService service) throws Failure {
        if (all) {
            Selection.requireReadable(service.look());
            return service.look().in(MemoryState.IN_DOUBT);
        }
        Map<String, Memory> found = new LinkedHashMap<>();
        for (String id : ids) {
            Memory memory = Selection.anywhere(service, id);
            found.put(memory.id(), memory);
        }
        return List.copyOf(found.values());
    }

    private PlannedMove plan(Memory memory) {
        return word.resend ? MovePlanner.resend(memory) : MovePlanner.sent(memory);
    }
}
