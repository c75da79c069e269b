package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

@Command(
        name = "history",
        description = "Lists what was done to the queue, the latest first.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Action {
    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 50).")
    private int limit = 50;

    @Override
    public int run(Session session) throws Failure {
        if (limit < 0) {
            throw Failure.usage("--limit takes a number from 0.");
        }
        try (QueueService service = session.open()) {
            List<Act> acts =
                    switch (service.history(limit)) {
                        case LedgerResult.Done<List<Act>>(List<Act> found) -> found;
                        case LedgerResult.NotDone<List<Act>>(var problem) ->
                                throw Failure.failed(problem.sentence());
                    };
            if (session.json()) {
                session.show(JsonText.of(acts.stream().map(HistoryCommand::shape).toList()));
                return 0;
            }
            for (Act act : acts) {
                session.show(line(act));
            }
            if (acts.isEmpty()) {
                session.say("Nothing was done here yet.");
            }
            return 0;
        }
    }

    private static String line(Act act) {
        return String.format(
                Locale.ROOT,
                "%5d  %s  %-8s %s%s%s%s",
                act.number(),
                JsonText.iso(act.time()),
                act.kind().word(),
                ActAnswer.count(act.doneIds().size()),
                act.detail().isEmpty() ? "" : "  " + Printable.of(act.detail()),
                act.completed() ? "" : "  (its end was not written down)",
                act.undoneBy().isPresent()
                        ? "  (taken back by " + act.undoneBy().getAsLong() + ")"
                        : "");
    }

    static Map<String, @Nullable Object> shape(Act act) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("act", act.number());
        all.put("time", act.time());
        all.put("actor", act.actor());
        all.put("kind", act.kind().word());
        all.put("detail", act.detail());
        all.put("completed", act.completed());
        all.put("ids", act.doneIds());
        all.put(
                "not_done",
                act.targets().stream().filter(t -> !t.done()).map(Act.Target::id).toList());
        all.put("undoes", act.undoes().isPresent() ? act.undoes().getAsLong() : null);
        all.put("undone_by", act.undoneBy().isPresent() ? act.undoneBy().getAsLong() : null);
        return all;
    }
}
