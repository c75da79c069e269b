package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code mem0_queue_dlq.json}: what the endless Python worker gave up on for now.
 *
 * <pre>
 * {"items": [ … entries with moved_to_dlq_at, retry_count … ], "last_update": "2025-12-01T10:00:00.000001"}
 * </pre>
 *
 * That worker keeps an old copy in memory and writes it back, so {@link DeadLetterWriter} changes
 * the file only while none lives.
 */
public final class DeadLetterFile {
    /** One key of the file; of {@code items} the value is null. */
    record Member(String name, @Nullable RawJson raw) {}

    /**
     * The entries of a readable file.
     *
     * @param members all its keys, in their order
     */
    public record DeadLetters(List<Memory> memories, List<Oddity> oddities, List<Member> members) {
        static final DeadLetters NONE = new DeadLetters(List.of(), List.of(), List.of());
    }

    static final String ITEMS = "items";

    private DeadLetterFile() {}

    public static ReadResult<DeadLetters> read(Path file) {
        return FileReader.read(file, (channel, stamp) -> parse(SharedBlocks.read(channel, null)));
    }

    static DeadLetters parse(SharedBlocks blocks) throws QueueParser.NotAQueue {
        Oddities oddities = new Oddities();
        EntryReader reader = new EntryReader(oddities);
        List<Memory> memories = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        if (blocks.size() == 0) {
            throw new QueueParser.NotAQueue("the file is empty (0 bytes)");
        }
        try (JsonParser parser = Json.FACTORY.createParser(blocks.streamFrom(0))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new QueueParser.NotAQueue("it does not hold a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean items = name.equals(ITEMS);
                JsonToken token = parser.nextToken();
                long start = parser.currentTokenLocation().getByteOffset();
                if (items && token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        Memory memory =
                                reader.read(
                                        parser,
                                        0,
                                        blocks,
                                        MemoryState.DEAD_LETTER,
                                        "items",
                                        memories.size());
                        if (memory != null) {
                            memories.add(memory);
                        }
                    }
                } else if (items) {
                    throw new QueueParser.NotAQueue("\"items\" is not a list");
                } else {
                    int length = Math.toIntExact(Json.endOfValue(parser) - start);
                    members.add(new Member(name, new RawJson(blocks, start, length)));
                }
                if (items && members.stream().noneMatch(m -> m.name().equals(ITEMS))) {
                    members.add(new Member(ITEMS, null));
                }
            }
            if (parser.nextToken() != null) {
                throw new QueueParser.NotAQueue("something follows the end of the JSON object");
            }
        } catch (IOException | ArithmeticException e) {
            throw new QueueParser.NotAQueue("the JSON is broken");
        }
        return new DeadLetters(
                Collections.unmodifiableList(memories), oddities.list(), List.copyOf(members));
    }
}
