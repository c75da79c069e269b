package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.PeriodReport;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

@Command(
        name = "report",
        description = "What became of the memories of a period, and whether the numbers add up.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Action {
    @Option(
            names = "--since",
            paramLabel = "T",
            description = "Since when (default: the first look): 2026-11-23, 2h, 3d.")
    private @Nullable String since;

    @Override
    public int run(Session session) throws Failure {
        Instant now = session.environment().clock().instant();
        Instant from = since == null ? null : Selection.since(since, now, ZoneId.systemDefault());
        try (QueueService service = session.open()) {
            PeriodReport report =
                    switch (service.report(from)) {
                        case LedgerResult.Done<PeriodReport>(PeriodReport made) -> made;
                        case LedgerResult.NotDone<PeriodReport>(var problem) ->
                                throw Failure.failed(problem.sentence());
                    };
            if (session.json()) {
                session.show(JsonText.of(shape(report)));
            } else {
                session.show(text(report));
            }
            return 0;
        }
    }

    private static String text(PeriodReport r) {
        StringBuilder out = new StringBuilder();
        out.append("From ").append(JsonText.iso(r.since()));
        out.append(" until ").append(JsonText.iso(r.until())).append(System.lineSeparator());
        terms(r).forEach(
                        (name, number) ->
                                out.append(
                                        String.format(
                                                Locale.ROOT,
                                                "  %-18s %8d%n",
                                                name.replace('_', ' '),
                                                number)));
        return out.toString().stripTrailing();
    }

    private static Map<String, Long> terms(PeriodReport r) {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("seen", r.seen());
        all.put("synced_confirmed", r.syncedConfirmed());
        all.put("synced_reported", r.syncedReported());
        all.put("pending", r.pending());
        all.put("sending", r.sending());
        all.put("failed", r.failed());
        all.put("unclear", r.unclear());
        all.put("discarded", r.discarded());
        all.put("lost", r.lost());
        all.put("unaccounted", r.unaccounted());
        return all;
    }

    private static Map<String, @Nullable Object> shape(PeriodReport r) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("since", r.since());
        all.put("until", r.until());
        all.putAll(terms(r));
        return all;
    }
}
