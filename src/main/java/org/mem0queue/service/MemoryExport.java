package org.mem0queue.service;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes memories in one of the {@link MemoryFormat}s. */
public final class MemoryExport {
    private static final List<String> COLUMNS =
            List.of("id", "project_id", "content", "timestamp", "state", "retries", "last_error");

    private MemoryExport() {}

    /**
     * Writes a new file that only its owner can read.
     *
     * @throws FileAlreadyExistsException rather than replace something: that would be a loss
     */
    public static void writeFile(List<Memory> memories, MemoryFormat format, Path file)
            throws IOException {
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
        }
    }

    /** Writes memories, and flushes. */
    public static void write(List<Memory> memories, MemoryFormat format, OutputStream out)
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
                    out.write(JsonText.of(MemoryShape.of(memory)));
                    out.write('\n');
                }
            }
            case JSON -> {
                out.write('[');
                for (int i = 0; i < memories.size(); i++) {
                    out.write(i == 0 ? "\n" : ",\n");
                    out.write(JsonText.of(MemoryShape.of(memories.get(i))));
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
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .writer(schema.build())
                        .writeValues(out)) {
            if (memories.isEmpty()) {
                out.write(String.join(",", COLUMNS) + "\n");
            }
            for (Memory memory : memories) {
                Map<String, @Nullable Object> shape = MemoryShape.of(memory);
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (String column : COLUMNS) {
                    Object value = shape.get(column);
                    row.put(column, value instanceof Instant time ? JsonText.iso(time) : value);
                }
                rows.write(row);
            }
        }
    }
}
