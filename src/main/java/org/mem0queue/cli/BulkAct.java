package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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
                return ActAnswer.preview(session, planned, would());
            }
            long ready =
                    planned.stream()
                            .filter(
                                    p ->
                                            p instanceof PlannedMove.Ready r
                                                    && r.move().with() == null)
                            .count();
            String question = question((int) ready);
            if (targets.bulk() && ready > 0 && question != null) {
                session.confirm(question, yes);
            }
            ActReport report = service.act(kind(), ACTOR, targets.detail(), meant, planned, wait);
            int code = ActAnswer.give(session, service, report, done(), wait);
            String beside = beside(meant);
            if (beside != null) {
                session.say(beside);
            }
            return code;
        }
    }

    /** Whether a person named no single memory, but a rule. */
    final boolean byRule() {
        return targets.bulk();
    }

    /** What else a person should know of these memories, as a sentence; null if nothing. */
    @Nullable String beside(List<Memory> meant) {
        return null;
    }
}
