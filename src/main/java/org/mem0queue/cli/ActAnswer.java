package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.Skipped;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the commands that change the queue answer. */
final class ActAnswer {
    private static final int PARTLY = 3;

    /** More lines than this tell nobody anything. */
    private static final int LINES = 20;

    private ActAnswer() {}

    /**
     * @param done what was done, in the words of the command, such as {@code Back in the queue}
     * @return the exit code
     */
    static int give(
            Session session, QueueService service, ActReport report, String done, Duration wait)
            throws Failure {
        return switch (report) {
            case ActReport.LockHeld(var lock) ->
                    throw Waits.lockHeld(lock, wait, service.directory());
            case ActReport.Refused(String sentence) -> throw Failure.failed(sentence);
            case ActReport.Done act -> {
                List<String> ids = told(act.done());
                if (act.historyProblem() != null) {
                    session.warn(
                            "this is not in the history, so `undo` does not know it: "
                                    + act.historyProblem());
                }
                if (session.json()) {
                    session.show(JsonText.of(shape(ids, act.skipped(), act)));
                } else {
                    tell(session, act, ids, done);
                }
                yield act.skipped().isEmpty() ? 0 : ids.isEmpty() ? Failure.FAILED : PARTLY;
            }
        };
    }

    /** What a person is told of: of a split the parts. */
    private static List<String> told(List<Moved> done) {
        boolean split = done.stream().anyMatch(moved -> moved.from() == MemoryState.SPOOLED);
        return done.stream()
                .filter(moved -> !split || moved.from() == MemoryState.SPOOLED)
                .map(Moved::idNow)
                .toList();
    }

    private static void tell(Session session, ActReport.Done act, List<String> ids, String done) {
        if (ids.isEmpty() && act.skipped().isEmpty()) {
            session.say("There is nothing to do.");
            return;
        }
        if (!ids.isEmpty()) {
            session.say(
                    done
                            + ": "
                            + count(ids.size())
                            + "."
                            + (act.number().isPresent()
                                    ? "  (take it back: mem0-queue undo "
                                            + act.number().getAsLong()
                                            + ")"
                                    : ""));
        }
        tellSkipped(session, act.skipped());
    }

    private static void tellSkipped(Session session, List<Skipped> skipped) {
        for (Skipped one : skipped.subList(0, Math.min(LINES, skipped.size()))) {
            session.warn(one.id() + " " + one.reason() + ".");
        }
        if (skipped.size() > LINES) {
            session.warn((skipped.size() - LINES) + " more were left as they are.");
        }
    }

    /** What would be done. */
    static int preview(Session session, List<PlannedMove> planned, String would) {
        List<String> ids = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (PlannedMove one : planned) {
            switch (one) {
                case PlannedMove.Ready(var move) -> {
                    if (move.with() == null) {
                        ids.add(move.id());
                    }
                }
                case PlannedMove.Impossible(Skipped why) -> skipped.add(why);
            }
        }
        if (session.json()) {
            session.show(JsonText.of(shape(ids, skipped, null)));
            return 0;
        }
        session.show(would + ": " + count(ids.size()) + ".");
        ids.stream().limit(LINES).forEach(id -> session.show("  " + Printable.of(id)));
        if (ids.size() > LINES) {
            session.show("  and " + (ids.size() - LINES) + " more");
        }
        tellSkipped(session, skipped);
        session.say("Nothing was changed (--dry-run).");
        return 0;
    }

    static String count(int number) {
        return number == 1 ? "1 memory" : number + " memories";
    }

    private static Map<String, @Nullable Object> shape(
            List<String> ids, List<Skipped> skipped, ActReport.@Nullable Done act) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("ids", ids);
        List<Map<String, @Nullable Object>> left = new ArrayList<>();
        for (Skipped one : skipped) {
            Map<String, @Nullable Object> shape = new LinkedHashMap<>();
            shape.put("id", one.id());
            shape.put("reason", one.reason());
            left.add(shape);
        }
        all.put("skipped", left);
        if (act != null) {
            all.put("act", act.number().isPresent() ? act.number().getAsLong() : null);
        }
        return all;
    }
}
