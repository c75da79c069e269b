package org.mem0queue.mem0.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request, read and decoded.
 *
 * @param base the address by which the client knows this server, without a slash at its end
 * @param rawPath as it came, still encoded
 * @param path its decoded parts; a slash at the end gives an empty last part
 * @param named what the placeholders of the route hold, in their order
 * @param query the last value of each name
 * @param text the body; may be empty
 */
record Request(
        String base,
        String rawPath,
        List<String> path,
        List<String> named,
        Map<String, String> query,
        String text) {

    static Request of(String base, String rawPath, @Nullable String rawQuery, byte[] bytes)
            throws Refusal {
        List<String> path = new ArrayList<>();
        for (String part : rawPath.substring(1).split("/", -1)) {
            path.add(decoded(part));
        }
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.put(decoded(name.replace('+', ' ')), decoded(value.replace('+', ' ')));
        }
        return new Request(base, rawPath, path, List.of(), query, text(bytes));
    }

    private static String text(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Refusal.bad("The body is not valid UTF-8.");
        }
    }

    Request named(List<String> values) {
        return new Request(base, rawPath, path, values, query, text);
    }

    /** The value of the first placeholder. */
    String first() {
        return named.getFirst();
    }

    /** The body as JSON; null if there is none. */
    @Nullable JsonNode body() throws Refusal {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return JsonWords.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // the parser's own message may quote the text
            var at = e.getLocation();
            throw Refusal.form(
                    "body",
                    at == null ? "" : String.valueOf(at.getCharOffset()),
                    "json_invalid",
                    "JSON decode error, or nested deeper than " + JsonWords.DEEPEST);
        }
    }

    /** A text of the query; null if it is missing or empty. */
    @Nullable String text(String name) {
        String value = query.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    int number(String name, int otherwise, int least, int most) throws Refusal {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw Refusal.form("query", name, "int_parsing", "Input should be a valid integer");
        }
        if (number < least || number > most) {
            throw Refusal.form(
                    "query",
                    name,
                    "out_of_range",
                    "Input should be between " + least + " and " + most);
        }
        return number;
    }

    Scope scope() {
        return new Scope(text("user_id"), text("agent_id"), text("run_id"), text("app_id"));
    }

    private static String decoded(String raw) throws Refusal {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.put(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = i + 2 <= raw.length() - 1 ? Character.digit(raw.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw Refusal.bad("The address holds a % that is not followed by two digits.");
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw Refusal.bad("The address is not valid UTF-8.");
        }
    }
}
