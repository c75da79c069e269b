package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.queue.RawJson;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads {@code mem0_queue.json} as a stream. If an earlier version is known and the two begin
 * alike, reading resumes behind the last entry of {@code queue} that both share: a program that
 * appends one memory to 100 MB costs a few entries, not 100 MB.
 */
final class QueueParser {
    /** Stands for everything before the place where reading resumes. */
    private static final byte[] RESUME_PREFIX = "{\"queue\":[0".getBytes(US_ASCII);

    private static final int COUNT_BUFFER_BYTES = 1 << 16;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Oddities oddities = new Oddities();
    private final EntryReader entryReader = new EntryReader(oddities);
    private final List<QueueDocument.Member> members = new ArrayList<>();
    private final @Nullable SharedBlocks source;
    private QueueStats stats = QueueStats.NONE;
    private List<String> merged = List.of();
    private List<String> requeued = List.of();
    private long syncedByUs;

    private QueueParser(@Nullable SharedBlocks source) {
        this.source = source;
    }

    /** The bytes are not a queue. The message names the place, never a text of a memory. */
    static final class NotAQueue extends Exception {
        private static final long serialVersionUID = 1;

        NotAQueue(String message) {
            super(message);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    static QueueDocument parse(SharedBlocks blocks, @Nullable QueueDocument previous)
            throws NotAQueue {
        if (blocks.size() == 0) {
            throw new NotAQueue("the file is empty (0 bytes)");
        }
        if (blocks.isAllNul()) {
            throw new NotAQueue("the file holds only NUL bytes, as after a power cut");
        }
        QueueDocument resumed = previous == null ? null : resume(blocks, previous);
        if (resumed != null) {
            return resumed;
        }
        boolean mark = startsWithMark(blocks);
        QueueParser parser = new QueueParser(blocks);
        long start = mark ? BYTE_ORDER_MARK.length : 0;
        if (mark) {
            parser.oddities.add(Oddity.Kind.BYTE_ORDER_MARK, "offset 0");
        }
        boolean ascii = blocks.isAscii(0);
        if (!ascii && !mark) {
            parser.oddities.add(Oddity.Kind.NOT_ASCII, "the file");
        }
        parser.run(blocks.streamFrom(start), start, null);
        return parser.document(ascii);
    }

    /** Counts only, without keeping anything: for files above the limit. */
    static QueueDocument count(InputStream plain) throws NotAQueue, IOException {
        QueueParser parser = new QueueParser(null);
        InputStream stream = new BufferedInputStream(plain, COUNT_BUFFER_BYTES);
        stream.mark(BYTE_ORDER_MARK.length);
        if (Arrays.equals(stream.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            parser.oddities.add(Oddity.Kind.BYTE_ORDER_MARK, "offset 0");
        } else {
            stream.reset();
        }
        parser.run(stream, 0, null);
        return parser.document(false);
    }

    /** For tests: whether reading would take the short way. */
    static boolean canResume(SharedBlocks blocks, QueueDocument previous) {
        return resume(blocks, previous) != null;
    }

    private static @Nullable QueueDocument resume(SharedBlocks blocks, QueueDocument previous) {
        SharedBlocks before = previous.blocks();
        if (before == null || !previous.oddities().isEmpty() || !previous.ascii()) {
            return null;
        }
        int at = previous.indexOf(QueueDocument.QUEUE);
        if (at < 0) {
            return null;
        }
        List<Memory> old = previous.queue();
        int shared = entriesWithin(old, blocks.mismatch(before));
        if (shared == 0) {
            return null;
        }
        RawJson last = old.get(shared - 1).raw();
        long from = last.offset() + last.length();
        if (!blocks.isAscii(from)) {
            return null;
        }
        QueueParser parser = new QueueParser(blocks);
        for (QueueDocument.Member member : previous.members().subList(0, at)) {
            if (member.name().equals(QueueDocument.STATS)
                    || member.name().equals(QueueDocument.MARKER)) {
                return null; // decoded on the way; not worth a second way of decoding
            }
            parser.members.add(member.in(blocks));
        }
        InputStream rest =
                new SequenceInputStream(
                        new ByteArrayInputStream(RESUME_PREFIX), blocks.streamFrom(from));
        try {
            parser.run(
                    rest,
                    from - RESUME_PREFIX.length,
                    moved(old.subList(0, shared), blocks, blocks.sharedStart(before)));
        } catch (NotAQueue e) {
            return null; // the full read names the place
        }
        return parser.document(true);
    }

    /**
     * The same entries over the new version's bytes. Those that lie in a block that both versions
     * share stay as they are; the others would keep an earlier version's last blocks in memory for
     * as long as they wait.
     */
    private static List<Memory> moved(List<Memory> entries, SharedBlocks blocks, long sharedStart) {
        List<Memory> moved = new ArrayList<>(entries.size() + 16);
        int untouched = entriesWithin(entries, sharedStart);
        moved.addAll(entries.subList(0, untouched));
        entries.subList(untouched, entries.size()).forEach(m -> moved.add(m.in(blocks)));
        return moved;
    }

    /** How many entries end within the first {@code bytes}. */
    private static int entriesWithin(List<Memory> entries, long bytes) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            RawJson raw = entries.get(middle).raw();
            if (raw.offset() + raw.length() <= bytes) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private QueueDocument document(boolean ascii) {
        Set<String> names = new HashSet<>();
        for (QueueDocument.Member member : members) {
            if (!names.add(member.name())) {
                oddities.add(Oddity.Kind.DUPLICATE_KEY, member.name());
            }
        }
        for (String key : QueueDocument.PYTHON_KEYS) {
            if (!names.contains(key)) {
                oddities.add(Oddity.Kind.MISSING_KEY, key);
            }
        }
        return new QueueDocument(
                members, stats, merged, requeued, syncedByUs, oddities.list(), source, ascii);
    }

    private void run(InputStream stream, long base, @Nullable List<Memory> shared)
            throws NotAQueue {
        try (JsonParser parser = Json.FACTORY.createParser(stream)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new NotAQueue(
                        first == JsonToken.START_ARRAY
                                ? "it holds a list where an object belongs"
                                : "it does not hold a JSON object");
            }
            boolean resumed = shared != null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                readMember(parser, base, name, resumed ? shared : null);
                resumed = false;
            }
            if (parser.nextToken() != null) {
                throw new NotAQueue(
                        "something follows the end of the JSON object at byte "
                                + (base + parser.currentTokenLocation().getByteOffset()));
            }
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw new NotAQueue("the JSON is broken at byte " + Math.max(0, base + offset));
        } catch (IOException e) {
            // Jackson reports bytes that are not UTF-8 as a plain CharConversionException.
            throw new NotAQueue("it is not valid UTF-8");
        } catch (ArithmeticException e) {
            throw new NotAQueue("one entry is larger than 2 GB");
        }
    }

    private void readMember(
            JsonParser parser, long base, String name, @Nullable List<Memory> shared)
            throws IOException, NotAQueue {
        JsonToken token = parser.currentToken();
        long start = base + parser.currentTokenLocation().getByteOffset();
        if (QueueDocument.LISTS.contains(name)) {
            if (token == JsonToken.START_ARRAY) {
                readList(parser, base, name, shared);
                return;
            }
            if (name.equals(QueueDocument.QUEUE) || name.equals(QueueDocument.FAILED)) {
                throw new NotAQueue("\"" + name + "\" is not a list");
            }
            oddities.add(Oddity.Kind.WRONG_TYPE, name);
        }
        if (name.equals(QueueDocument.STATS)) {
            if (token == JsonToken.START_OBJECT) {
                stats = readStats(parser, base, start);
                members.add(new QueueDocument.Member(name, stats.raw(), null, 0));
                return;
            }
            oddities.add(Oddity.Kind.WRONG_TYPE, name);
        }
        if (name.equals(QueueDocument.MARKER) && token == JsonToken.START_OBJECT) {
            readMarker(parser);
        }
        long end = base + Json.endOfValue(parser);
        members.add(new QueueDocument.Member(name, slice(start, end), null, 0));
    }

    private @Nullable RawJson slice(long start, long end) {
        return source == null ? null : new RawJson(source, start, Math.toIntExact(end - start));
    }

    private void readList(JsonParser parser, long base, String name, @Nullable List<Memory> shared)
            throws IOException {
        MemoryState state =
                switch (name) {
                    case QueueDocument.QUEUE -> MemoryState.PENDING;
                    case QueueDocument.FAILED -> MemoryState.FAILED;
                    case QueueDocument.IN_FLIGHT -> MemoryState.IN_FLIGHT;
                    case QueueDocument.HELD -> MemoryState.HELD;
                    default -> MemoryState.UNCERTAIN;
                };
        List<Memory> entries = new ArrayList<>();
        if (shared != null) {
            entries.addAll(shared);
            parser.nextToken(); // the number that stands for the shared entries
        }
        int count = entries.size();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Memory memory = entryReader.read(parser, base, source, state, name, count);
            if (memory != null) {
                entries.add(
                        state == MemoryState.IN_FLIGHT && Claim.of(memory).inDoubt()
                                ? memory.in(MemoryState.IN_DOUBT)
                                : memory);
            }
            count++;
        }
        members.add(
                new QueueDocument.Member(name, null, Collections.unmodifiableList(entries), count));
    }

    private QueueStats readStats(JsonParser parser, long base, long start) throws IOException {
        OptionalLong queued = OptionalLong.empty();
        OptionalLong synced = OptionalLong.empty();
        OptionalLong failed = OptionalLong.empty();
        String lastSync = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "total_queued" -> queued = number(parser, token);
                case "total_synced" -> synced = number(parser, token);
                case "total_failed" -> failed = number(parser, token);
                case "last_sync" ->
                        lastSync = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                default -> parser.skipChildren();
            }
        }
        long end = base + Json.endOfValue(parser);
        return new QueueStats(queued, synced, failed, lastSync, slice(start, end));
    }

    private OptionalLong number(JsonParser parser, JsonToken token) throws IOException {
        if (token.isNumeric()) {
            Long value = EntryReader.exactLong(parser.getText());
            if (value != null) {
                return OptionalLong.of(value);
            }
        }
        parser.skipChildren();
        oddities.add(Oddity.Kind.WRONG_TYPE, QueueDocument.STATS);
        return OptionalLong.empty();
    }

    private void readMarker(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(QueueDocument.MERGED)) {
                merged = readTexts(parser);
            } else if (parser.currentToken() == JsonToken.START_ARRAY
                    && name.equals(QueueDocument.REQUEUED)) {
                requeued = readTexts(parser);
            } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && name.equals(QueueDocument.SYNCED)) {
                Long value = EntryReader.exactLong(parser.getText());
                syncedByUs = value == null ? 0 : value;
            } else {
                parser.skipChildren();
            }
        }
    }

    private static List<String> readTexts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            }
            parser.skipChildren();
        }
        return texts;
    }

    private static boolean startsWithMark(SharedBlocks blocks) {
        if (blocks.size() < BYTE_ORDER_MARK.length) {
            return false;
        }
        byte[] start = new byte[BYTE_ORDER_MARK.length];
        blocks.copy(0, start, 0, start.length);
        return Arrays.equals(start, BYTE_ORDER_MARK);
    }
}
