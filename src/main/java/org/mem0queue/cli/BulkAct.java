package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A command that moves memories: single ones, or all that fit. */
abstract class BulkAct implements Action {
    /** Who asks, in the audit trail. */
    static final String ACTOR = "cli";

    @Mixin private Targets targets = new Targets();

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    abstract ActKind kind();

    /** The states that a rule means if it names none; empty if it has to name one. */
    abstract Set<MemoryState> meantByAll();

    /** What is to be done with each memory that is meant. */
    abstract Function<Memory, List<PlannedMove>> planning(Session session) throws Failure;

    abstract String done();

    abstract String would();

    abstract @Nullable String question(int number);

    @Override
    public final int run(Session session) throws Failure, InterruptedException {
        Duration wait = change.forLock();
        try (QueueService service = change.dryRun() ? session.open() : session.openManaging()) {
            // The ids are frozen here: what comes later is not meant.
            List<Memory> meant = targets.in(service.look(), meantByAll());
            Function<Memory, List<PlannedMove>> planning = planning(session);
            List<PlannedMove> planned =
                    meant.stream().flatMap(memory -> planning.apply(memory).stream()).toList();
            if (change.dryRun()) {
                int code = ActAnswer.preview(session, planned, would());
                sayBeside(session, meant, ready(planned));
                return code;
            }
            int ready = ready(planned).size();
            String question = question(ready);
            if (targets.bulk() && ready > 0 && question != null) {
                session.confirm(question, yes);
            }
            ActReport report = service.act(kind(), ACTOR, targets.detail(), meant, planned, wait);
            int code = ActAnswer.give(session, service, report, done(), wait);
            if (report instanceof ActReport.Done done) {
                sayBeside(
                        session,
                        meant,
                        done.done().stream().map(Moved::id).collect(Collectors.toSet()));
            }
            return code;
        }
    }

    /** Whether a person named no single memory, but a rule. */
    final boolean byRule() {
        return targets.bulk();
    }

    private static Set<String> ready(List<PlannedMove> planned) {
        Set<String> ids = new HashSet<>();
        for (PlannedMove one : planned) {
            // What comes with another move is told with that one.
            if (one instanceof PlannedMove.Ready(Move move) && move.with() == null) {
                ids.add(move.id());
            }
        }
        return ids;
    }

    private void sayBeside(Session session, List<Memory> meant, Set<String> ids) {
        String beside = beside(meant.stream().filter(m -> ids.contains(m.id())).toList());
        if (beside != null) {
            session.say(beside);
        }
    }

    /** What else a person should know of memories that are moved; null if nothing. */
    @Nullable String beside(List<Memory> moved) {
        return null;
    }
}
