package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.Path;

/** {@code mem0_metrics.json}: what the endless Python worker last said of itself. */
public final class MetricsFile {
    /**
     * @param lastUpdate local time without a zone, as Python wrote it; null if absent
     * @param vpsStatus {@code healthy} or {@code down}; null if absent
     */
    public record Metrics(@Nullable String lastUpdate, @Nullable String vpsStatus) {}

    private MetricsFile() {}

    public static ReadResult<Metrics> read(Path file) {
        return FileReader.read(
                file,
                (channel, stamp) -> {
                    SharedBlocks blocks = SharedBlocks.read(channel, null);
                    if (blocks.size() == 0) {
                        throw new QueueParser.NotAQueue("the file is empty (0 bytes)");
                    }
                    return parse(blocks);
                });
    }

    private static Metrics parse(SharedBlocks blocks) throws QueueParser.NotAQueue {
        String update = null;
        String status = null;
        try (JsonParser parser = Json.FACTORY.createParser(blocks.streamFrom(0))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new QueueParser.NotAQueue("it does not hold a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (text && name.equals("last_update")) {
                    update = parser.getText();
                } else if (text && name.equals("vps_status")) {
                    status = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new QueueParser.NotAQueue("the JSON is broken");
        }
        return new Metrics(update, status);
    }
}
