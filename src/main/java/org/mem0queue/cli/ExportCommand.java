package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.service.MemoryExport;
import org.mem0queue.service.MemoryFormat;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;

@Command(
        name = "export",
        description =
                "Writes memories as JSON Lines (default), JSON or CSV, to standard output or to a"
                        + " file that only you can read.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Action {
    @Parameters(
            arity = "0..1",
            paramLabel = "STATE",
            description = "Which state, as for list (default: all).")
    private String state = "all";

    @Option(names = "--format", paramLabel = "F", description = "json, jsonl or csv.")
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "A new file; its name tells the format.")
    private @Nullable String output;

    @Option(names = "--project", paramLabel = "P", description = "Only this project.")
    private @Nullable String project;

    @Override
    public int run(Session session) throws Failure {
        MemoryFormat chosen = chosen();
        try (QueueService service = session.open()) {
            List<Memory> memories =
                    ListCommand.memories(session, service, state).stream()
                            .filter(
                                    m ->
                                            project == null
                                                    || project.equals(m.projectId().orElse(null)))
                            .toList();
            if (output == null) {
                MemoryExport.write(memories, chosen, session.out());
                session.out().flush();
            } else {
                MemoryExport.writeFile(memories, chosen, Path.of(output));
                session.say("Wrote " + ActAnswer.count(memories.size()) + " to " + output + ".");
            }
            if (chosen == MemoryFormat.CSV) {
                warnOfHalfCharacters(session, memories);
            }
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw Failure.failed(
                    output + " exists already. Name another file, or move that one away.");
        } catch (IOException e) {
            throw Failure.failed(
                    (output == null ? "Standard output" : output)
                            + " cannot be written ("
                            + e.getMessage()
                            + ").");
        }
    }

    /** JSON can escape half a character; CSV has no way to write one. */
    private static void warnOfHalfCharacters(Session session, List<Memory> memories) {
        long number =
                memories.stream()
                        .map(memory -> memory.detail().contentText().orElse(""))
                        .filter(text -> !StandardCharsets.UTF_8.newEncoder().canEncode(text))
                        .count();
        if (number > 0) {
            session.warn(
                    ActAnswer.count((int) number)
                            + " with half a character in the text, for which CSV has no form: there"
                            + " stands ? in its place. Export as jsonl to keep it.");
        }
    }

    private MemoryFormat chosen() throws Failure {
        if (format != null) {
            return MemoryFormat.ofWord(format)
                    .orElseThrow(
                            () ->
                                    Failure.usage(
                                            "\""
                                                    + format
                                                    + "\" is not a format. Choose json, jsonl or"
                                                    + " csv."));
        }
        return output == null
                ? MemoryFormat.JSONL
                : MemoryFormat.ofFileName(output).orElse(MemoryFormat.JSONL);
    }
}
