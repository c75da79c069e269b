package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActReport;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.UndoPlan;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.OptionalLong;

@Command(
        name = "undo",
        description =
                "Takes an act of `history` back, memory by memory; what has moved on since is told"
                        + " and left as it is.",
        mixinStandardHelpOptions = true)
final class UndoCommand implements Action {
    @Parameters(
            arity = "0..1",
            paramLabel = "ACT",
            description = "Its number (default: the latest that can be taken back).")
    private @Nullable Long number;

    @Mixin private ChangeOptions change = new ChangeOptions();

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        Duration wait = change.forLock();
        try (QueueService service = change.dryRun() ? session.open() : session.openManaging()) {
            UndoPlan plan =
                    switch (service.planUndo(
                            number == null ? OptionalLong.empty() : OptionalLong.of(number))) {
                        case LedgerResult.Done<UndoPlan>(UndoPlan found) -> found;
                        case LedgerResult.NotDone<UndoPlan>(var problem) ->
                                throw Failure.failed(
                                        "The history cannot be read: "
                                                + problem.sentence()
                                                + " What was discarded can be brought back with"
                                                + " `mem0-queue restore ID`.");
                    };
            if (plan.act().isEmpty()) {
                throw Failure.failed(plan.whyNot());
            }
            Act act = plan.act().get();
            if (change.dryRun()) {
                return ActAnswer.preview(
                        session,
                        plan.planned(),
                        "Would take back act " + act.number() + " (" + act.kind().word() + ")");
            }
            ActReport report = service.undo(plan, BulkAct.ACTOR, wait);
            return ActAnswer.give(
                    session,
                    service,
                    report,
                    "Act " + act.number() + " (" + act.kind().word() + ") is taken back",
                    wait);
        }
    }
}
