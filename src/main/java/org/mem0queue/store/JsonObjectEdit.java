package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.mem0queue.queue.Json;
import org.mem0queue.queue.RawJson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Sets or removes a field of a JSON object and leaves every other byte as it stands. */
final class JsonObjectEdit {
    private JsonObjectEdit() {}

    static RawJson set(RawJson object, String field, long value) {
        return set(object, field, Long.toString(value));
    }

    /**
     * @param value JSON text
     */
    static RawJson set(RawJson object, String field, String value) {
        byte[] bytes = object.bytes();
        int from = -1;
        int to = -1;
        int end = 0;
        boolean empty = true;
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                empty = false;
                boolean wanted = parser.currentName().equals(field);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                end = (int) Json.endOfValue(parser);
                if (wanted) {
                    from = start;
                    to = end;
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("the object was parsed before", impossible);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
        if (from >= 0) {
            out.write(bytes, 0, from);
            out.writeBytes(value.getBytes(UTF_8));
            out.write(bytes, to, bytes.length - to);
            return RawJson.of(out.toByteArray());
        }
        String added = (empty ? "{" : ", ") + Json.quote(field) + ": " + value;
        out.write(bytes, 0, empty ? 0 : end);
        out.writeBytes(added.getBytes(UTF_8));
        out.write('}');
        return RawJson.of(out.toByteArray());
    }

    /** Removes fields, each as often as it stands there, with the comma in front of it. */
    static RawJson remove(RawJson object, Set<String> fields) {
        byte[] bytes = object.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int end = -1;
        boolean removed = false;
        boolean empty = true;
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                boolean unwanted = fields.contains(parser.currentName());
                parser.nextToken();
                int before = end;
                end = (int) Json.endOfValue(parser);
                if (before < 0) {
                    out.write(bytes, 0, start);
                }
                if (unwanted) {
                    removed = true;
                    continue;
                }
                int from = empty ? start : before; // the comma and the space in front of it
                out.write(bytes, from, end - from);
                empty = false;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("the object was parsed before", impossible);
        }
        if (!removed) {
            return object;
        }
        out.write(bytes, end, bytes.length - end);
        return RawJson.of(out.toByteArray());
    }
}
