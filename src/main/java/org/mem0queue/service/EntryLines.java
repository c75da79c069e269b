package org.mem0queue.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.mem0queue.queue.Json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * On which line of a JSON text the entries of its lists begin: a tree does not remember that.
 *
 * @param byList by the name of the list, which is empty where the text is one
 */
record EntryLines(Map<String, List<Integer>> byList) {

    /**
     * @param text a whole and valid document
     */
    static EntryLines of(String text) throws IOException {
        Map<String, List<Integer>> lines = new HashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                lines.put("", entries(parser));
            } else if (first == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    if (parser.nextToken() == JsonToken.START_ARRAY) {
                        lines.put(name, entries(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        return new EntryLines(lines);
    }

    private static List<Integer> entries(JsonParser parser) throws IOException {
        List<Integer> lines = new ArrayList<>();
        for (JsonToken at = parser.nextToken();
                at != null && at != JsonToken.END_ARRAY;
                at = parser.nextToken()) {
            lines.add(parser.currentTokenLocation().getLineNr());
            parser.skipChildren();
        }
        return lines;
    }

    List<Integer> in(String list) {
        return byList.getOrDefault(list, List.of());
    }
}
