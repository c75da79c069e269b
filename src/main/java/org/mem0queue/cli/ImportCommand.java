package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.ImportReport;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.MemoryFormat;
import org.mem0queue.service.MemoryImport;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@Command(
        name = "import",
        description =
                "Saves the memories of a file: CSV, JSON or JSON Lines, also a queue file or an"
                        + " export. What is there already is left as it is.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Action {
    private static final int PARTLY = 3;
    private static final int LINES = 20;

    @Parameters(paramLabel = "FILE", description = "The file; - is standard input.")
    private String file = "";

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "json, jsonl or csv (default: told from the file).")
    private @Nullable String format;

    @Option(names = "--project", paramLabel = "P", description = "For memories that name none.")
    private @Nullable String project;

    @Option(
            names = "--held",
            description =
                    "Also those that the file keeps on hold. They are then pending, and sent.")
    private boolean held;

    @Option(names = "--dry-run", description = "Check what would be saved, and save nothing.")
    private boolean dryRun;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        MemoryImport read = MemoryImport.read(bytes(session), formatOf(), project);
        read.problems().stream().limit(LINES).forEach(session::warn);
        if (read.problems().size() > LINES) {
            session.warn((read.problems().size() - LINES) + " more could not be taken.");
        }
        List<NewMemory> memories = new ArrayList<>(read.memories());
        if (held) {
            memories.addAll(read.onHold());
        }
        if (memories.isEmpty()) {
            throw Failure.failed(
                    read.onHold().isEmpty()
                            ? file + " holds no memory that could be saved."
                            : file
                                    + " holds only memories that are on hold there. --held takes"
                                    + " them; they are then sent.");
        }
        try (QueueService service = dryRun ? session.open() : session.openManaging()) {
            ImportReport report =
                    dryRun
                            ? service.planImport(memories)
                            : service.importMemories(memories, BulkAct.ACTOR, file);
            if (report.problem() != null) {
                throw Failure.failed(report.problem());
            }
            tell(session, report, read);
            if (!dryRun) {
                session.out().flush();
                session.mergeOrLeave(service);
            }
            return read.problems().isEmpty() ? 0 : PARTLY;
        }
    }

    private void tell(Session session, ImportReport report, MemoryImport read) {
        if (session.json()) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("ids", report.ids());
            List<Map<String, @Nullable Object>> skipped = new ArrayList<>();
            for (NewMemory there : report.alreadyThere()) {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("id", there.id());
                one.put("reason", "is there already");
                skipped.add(one);
            }
            for (NewMemory kept : held ? List.<NewMemory>of() : read.onHold()) {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("id", kept.id());
                one.put("reason", "is on hold in the file");
                skipped.add(one);
            }
            for (String problem : read.problems()) {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("id", null);
                one.put("reason", problem);
                skipped.add(one);
            }
            all.put("skipped", skipped);
            all.put("act", report.act().isPresent() ? report.act().getAsLong() : null);
            session.show(JsonText.of(all));
            return;
        }
        int number = dryRun ? report.fresh() : report.ids().size();
        session.show(
                (dryRun ? "Would save " : "Saved ")
                        + ActAnswer.count(number)
                        + "."
                        + (report.act().isPresent()
                                ? "  (take it back: mem0-queue undo "
                                        + report.act().getAsLong()
                                        + ")"
                                : ""));
        if (!report.alreadyThere().isEmpty()) {
            session.say(
                    ActAnswer.count(report.alreadyThere().size())
                            + " left out: there already, with the same id.");
        }
        if (!held && !read.onHold().isEmpty()) {
            session.say(
                    ActAnswer.count(read.onHold().size())
                            + " left out: on hold in the file. --held takes them too; they are"
                            + " then sent.");
        }
        if (dryRun) {
            session.say("Nothing was saved (--dry-run).");
        }
        if (report.historyProblem() != null) {
            session.warn(
                    "this is not in the history, so `undo` does not know it: "
                            + report.historyProblem());
        }
    }

    private @Nullable MemoryFormat formatOf() throws Failure {
        String word = format;
        if (word == null) {
            return MemoryFormat.ofFileName(file).orElse(null);
        }
        return MemoryFormat.ofWord(word)
                .orElseThrow(
                        () ->
                                Failure.usage(
                                        "\""
                                                + word
                                                + "\" is not a format. Choose json, jsonl or"
                                                + " csv."));
    }

    private byte[] bytes(Session session) throws Failure {
        try {
            return file.equals("-")
                    ? session.environment().in().readAllBytes()
                    : Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw Failure.failed(file + " does not exist.");
        } catch (IOException e) {
            throw Failure.failed(file + " cannot be read. Is it a file that this user may read?");
        }
    }
}
