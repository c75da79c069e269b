package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryDetail;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

@Command(
        name = "show",
        description = "Shows one memory with everything that is known of it.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Action {
    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
    private String id = "";

    @Override
    public int run(Session session) throws Failure {
        try (QueueService service = session.open()) {
            Memory memory = Selection.anywhere(service, id);
            LedgerResult<List<JourneyEvent>> journey = service.journey(memory.id());
            journey.notDone()
                    .ifPresent(
                            problem ->
                                    session.warn(
                                            "its journey is not known: " + problem.sentence()));
            List<JourneyEvent> steps = journey.done().orElse(List.of());
            if (session.json()) {
                Map<String, @Nullable Object> shape = JsonShapes.memory(memory);
                shape.put("journey", steps.stream().map(JsonShapes::step).toList());
                session.show(JsonText.of(shape));
            } else {
                session.show(text(memory, session));
                steps.forEach(step -> session.show(line(step)));
            }
            return 0;
        }
    }

    private static String line(JourneyEvent step) {
        return String.format(
                Locale.ROOT,
                "%s  %-18s %s",
                JsonText.iso(step.time()),
                step.kind().word(),
                Printable.of(step.detail()));
    }

    private static String text(Memory memory, Session session) {
        MemoryDetail detail = memory.detail();
        List<String> lines = new ArrayList<>();
        add(lines, "Id", memory.id() + (memory.idDerived() ? "  (it has none of its own)" : ""));
        add(lines, "Project", memory.projectId().orElse("(none)"));
        add(lines, "State", memory.state().word());
        memory.timestamp()
                .ifPresent(
                        t ->
                                add(
                                        lines,
                                        "Saved",
                                        JsonText.iso(t)
                                                + "  ("
                                                + Ages.of(
                                                        Duration.between(
                                                                t,
                                                                session.environment()
                                                                        .clock()
                                                                        .instant()))
                                                + " ago)"));
        add(lines, "Attempts", Integer.toString(memory.retries()));
        add(lines, "Next try", detail.nextAttempt());
        add(lines, "Last error", detail.lastError());
        add(lines, "Source", detail.source());
        detail.extra().forEach((name, json) -> add(lines, name, json));
        lines.add("");
        lines.add(Printable.lines(detail.contentText().orElse("(no text)")));
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private static void add(List<String> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add(
                    String.format(
                            Locale.ROOT, "%-12s %s", Printable.of(name, 12), Printable.of(value)));
        }
    }
}
