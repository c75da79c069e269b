package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.VerifyReport;
import org.mem0queue.sync.SyncStop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

@Command(
        name = "verify",
        description =
                "Compares what is believed to be stored with what the API has. Sends nothing to be"
                        + " stored.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Action {
    private static final int PARTLY = 3;

    @Option(names = "--project", paramLabel = "P", description = "Only this project.")
    private @Nullable String project;

    @Override
    public int run(Session session) throws Failure {
        session.requireApi();
        try (QueueService service = session.openManaging()) {
            SyncStop stop = new SyncStop();
            VerifyReport report;
            try (StopOnSignal _ = new StopOnSignal(stop)) {
                report = service.sync().verify(project, stop);
            }
            if (report.problem() != null) {
                throw Failure.failed(
                        "Nothing was compared: " + SyncAnswer.sentenceOf(report.problem()));
            }
            if (session.json()) {
                Map<String, @Nullable Object> shape = shape(report);
                shape.put("note", service.sync().note().orElse(null));
                session.show(JsonText.of(shape));
            } else {
                tell(session, report);
                service.sync().note().ifPresent(session::say);
            }
            return report.projects().stream()
                            .allMatch(p -> p.lost().isEmpty() && p.removed().isEmpty())
                    ? 0
                    : PARTLY;
        }
    }

    private static void tell(Session session, VerifyReport report) {
        if (report.projects().isEmpty()) {
            session.say("Nothing is known to be stored yet, so there is nothing to compare.");
        }
        for (VerifyReport.Project one : report.projects()) {
            session.show(
                    String.format(
                            Locale.ROOT,
                            "%-24s %5d believed stored, %d on the server%s%s%s",
                            Printable.of(one.name(), 24),
                            one.believed(),
                            one.found().size(),
                            part(one.lost().size(), "not there"),
                            part(one.removed().size(), "removed there since"),
                            part(one.untold().size(), "cannot be told")));
            if (!one.untold().isEmpty() && one.reason() != null) {
                session.say("  " + one.reason());
            }
            for (String id : one.lost()) {
                session.say(
                        "  "
                                + Printable.of(id)
                                + " is not there: mem0-queue resolve "
                                + Printable.of(id)
                                + " --resend");
            }
        }
    }

    private static String part(int number, String words) {
        return number == 0 ? "" : ", " + number + " " + words;
    }

    private static Map<String, @Nullable Object> shape(VerifyReport report) {
        List<Map<String, @Nullable Object>> projects = new ArrayList<>();
        long believed = 0;
        long found = 0;
        long lost = 0;
        for (VerifyReport.Project one : report.projects()) {
            Map<String, @Nullable Object> shape = new LinkedHashMap<>();
            shape.put("project", one.name());
            shape.put("believed", one.believed());
            shape.put("found", one.found().size());
            shape.put("missing", one.lost());
            shape.put("removed", one.removed());
            shape.put("cannot_tell", one.untold());
            shape.put("reason", one.reason());
            projects.add(shape);
            believed += one.believed();
            found += one.found().size();
            lost += one.lost().size();
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("believed", believed);
        all.put("found", found);
        all.put("missing", lost);
        all.put("projects", projects);
        return all;
    }
}
