package org.mem0queue.cli;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.service.MemoryFormat;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Command(
        name = "export",
        description =
                "Writes memories as JSON Lines (default), JSON or CSV, to standard output or to a"
                        + " file that only you can read.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Action {
    private static final List<String> COLUMNS =
            List.of("id", "project_id", "content", "timestamp", "state", "retries", "last_error");

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
                write(memories, chosen, session.out());
                session.out().flush();
            } else {
                writeFile(memories, chosen, Path.of(output));
                session.say("Wrote " + ActAnswer.count(memories.size()) + " to " + output + ".");
            }
            if (chosen == MemoryFormat.CSV) {
                warnOfHalfCharacters(session, memories);
            }
            return 0;
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

    /** Never over something else: an export that replaces another is a loss. */
    private static void writeFile(List<Memory> memories, MemoryFormat format, Path file)
            throws IOException, Failure {
        FileAttribute<?>[] mode =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        boolean whole = false;
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        mode)) {
            try {
                write(memories, format, Channels.newOutputStream(channel));
                channel.force(true);
                whole = true;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw Failure.failed(
                    file + " exists already. Name another file, or move that one away.");
        }
    }

    private static void write(List<Memory> memories, MemoryFormat format, java.io.OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write(memories, format, writer);
        writer.flush();
    }

    private static void write(List<Memory> memories, MemoryFormat format, Writer out)
            throws IOException {
        switch (format) {
            case CSV -> table(memories, out);
            case JSONL -> {
                for (Memory memory : memories) {
                    out.write(JsonText.of(JsonShapes.memory(memory)));
                    out.write('\n');
                }
            }
            case JSON -> {
                out.write('[');
                for (int i = 0; i < memories.size(); i++) {
                    out.write(i == 0 ? "\n" : ",\n");
                    out.write(JsonText.of(JsonShapes.memory(memories.get(i))));
                }
                out.write("\n]\n");
            }
        }
    }

    private static void table(List<Memory> memories, Writer out) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
        COLUMNS.forEach(schema::addColumn);
        try (SequenceWriter rows =
                new CsvMapper()
                        .disable(com.fasterxml.jackson.core.JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .writer(schema.build())
                        .writeValues(out)) {
            if (memories.isEmpty()) {
                out.write(String.join(",", COLUMNS) + "\n");
            }
            for (Memory memory : memories) {
                Map<String, @Nullable Object> shape = JsonShapes.memory(memory);
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (String column : COLUMNS) {
                    Object value = shape.get(column);
                    row.put(
                            column,
                            value instanceof java.time.Instant time ? JsonText.iso(time) : value);
                }
                rows.write(row);
            }
        }
    }
}
