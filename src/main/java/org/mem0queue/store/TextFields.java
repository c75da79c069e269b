package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of one of our small JSON objects that are texts; what else is in it is passed over.
 */
final class TextFields {
    private TextFields() {}

    /**
     * Reads to the object's end; what follows it is left to the caller.
     *
     * @return null if no object begins there
     */
    static @Nullable Map<String, String> read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                fields.put(name, parser.getText());
            }
            parser.skipChildren();
        }
        return fields;
    }
}
