package org.mem0queue.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The move that takes another one back, as the ledger keeps it: one JSON object of texts. The entry
 * is a text, too, of one character for each byte, so that its bytes come back as they went in.
 */
final class UndoNote {
    private UndoNote() {}

    static String of(Move move) {
        StringBuilder out = new StringBuilder("{");
        add(out, "id", move.id());
        add(out, "from", move.from().word());
        add(out, "sha256", move.sha256());
        add(out, "to", move.to().word());
        add(out, "after", new String(move.after().bytes(), ISO_8859_1));
        if (move.behind() != null) {
            add(out, "behind", move.behind());
        }
        return out.append('}').toString();
    }

    private static void add(StringBuilder out, String name, String value) {
        out.append(out.length() == 1 ? "" : ", ");
        out.append(Json.quote(name)).append(": ").append(Json.quote(value));
    }

    /** The move, if the note holds one that this version understands. */
    static Optional<Move> read(String note) {
        Map<String, String> texts;
        try {
            texts = texts(note);
        } catch (IOException damaged) {
            return Optional.empty();
        }
        String id = texts.get("id");
        String sha256 = texts.get("sha256");
        String after = texts.get("after");
        @Nullable MemoryState from = state(texts.get("from"));
        @Nullable MemoryState to = state(texts.get("to"));
        if (id == null || sha256 == null || after == null || from == null || to == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Move(
                        id,
                        from,
                        sha256,
                        to,
                        RawJson.of(after.getBytes(ISO_8859_1)),
                        texts.get("behind")));
    }

    private static @Nullable MemoryState state(@Nullable String word) {
        return word == null ? null : MemoryState.ofWord(word).orElse(null);
    }

    private static Map<String, String> texts(String note) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(note)) {
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                } else if (token == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                }
            }
        }
        return texts;
    }
}
