package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;

import org.mem0queue.queue.ByteSource;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.ReadResult;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * JSON Lines with one memory a line, as in the emergency file, the spool and {@code kept}. A line
 * that is not JSON is told and skipped; the lines around it count.
 */
public final class LineFile {
    /**
     * The memories of a file.
     *
     * @param memories in the order of the file
     */
    public record Lines(List<Memory> memories, List<Oddity> oddities) {
        /** Whether any line could not be read. */
        public boolean damaged() {
            return oddities.stream()
                    .anyMatch(
                            o ->
                                    o.kind() == Oddity.Kind.BROKEN_LINE
                                            || o.kind() == Oddity.Kind.TORN_LINE);
        }
    }

    private LineFile() {}

    public static ReadResult<Lines> read(Path file, MemoryState state) {
        return FileReader.read(file, (channel, stamp) -> parse(bytes(channel), state));
    }

    private static byte[] bytes(FileChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Channels.newInputStream(channel).transferTo(all);
        return all.toByteArray();
    }

    static Lines parse(byte[] bytes, MemoryState state) {
        Oddities oddities = new Oddities();
        EntryReader reader = new EntryReader(oddities);
        List<Memory> memories = new ArrayList<>();
        int number = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            boolean last = end == bytes.length;
            if (!isBlank(bytes, start, end)) {
                readLine(bytes, start, end, last, number, state, reader, oddities, memories);
            }
            start = end + 1;
        }
        return new Lines(Collections.unmodifiableList(memories), oddities.list());
    }

    private static void readLine(
            byte[] bytes,
            int start,
            int end,
            boolean last,
            int number,
            MemoryState state,
            EntryReader reader,
            Oddities oddities,
            List<Memory> memories) {
        byte[] line = java.util.Arrays.copyOfRange(bytes, start, end);
        try (JsonParser parser = Json.FACTORY.createParser(line)) {
            parser.nextToken();
            Memory memory = reader.read(parser, 0, ByteSource.of(line), state, "line", number);
            if (parser.nextToken() != null || memory == null) {
                oddities.add(Oddity.Kind.BROKEN_LINE, "line " + number);
            } else {
                memories.add(memory);
            }
        } catch (IOException | RuntimeException e) {
            oddities.add(last ? Oddity.Kind.TORN_LINE : Oddity.Kind.BROKEN_LINE, "line " + number);
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, 64), UTF_8).isBlank()
                && (to - from <= 64 || new String(bytes, from, to - from, UTF_8).isBlank());
    }
}
