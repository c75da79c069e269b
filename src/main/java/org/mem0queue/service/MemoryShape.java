package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryDetail;

import java.util.LinkedHashMap;
import java.util.Map;

/** A memory as the JSON document that other programs read, see {@link JsonText}. */
public final class MemoryShape {
    private MemoryShape() {}

    public static Map<String, @Nullable Object> of(Memory m) {
        MemoryDetail detail = m.detail();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("id", m.id());
        all.put("project_id", m.projectId().orElse(null));
        all.put("content", detail.content());
        all.put("timestamp", m.timestamp().orElse(null));
        all.put("state", m.state().word());
        all.put("retries", m.retries());
        all.put("next_attempt", detail.nextAttempt());
        all.put("last_error", detail.lastError());
        all.put("source", detail.source());
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        detail.extra().forEach((name, json) -> extra.put(name, new JsonText.Raw(asciiLine(json))));
        all.put("extra", extra);
        return all;
    }

    /**
     * A value as found, on one line and as standard JSON: Python writes NaN and Infinity, which
     * others cannot read, so they become texts.
     */
    public static String asciiLine(String json) {
        StringBuilder out = new StringBuilder(json.length());
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString) {
                if (c < 0x80) {
                    out.append(c);
                } else {
                    Json.appendEscape(out, c);
                }
                if (c == '\\') {
                    out.append(json.charAt(++i));
                } else if (c == '"') {
                    inString = false;
                }
            } else if (json.startsWith("NaN", i) || json.startsWith("Infinity", i)) {
                String word = c == 'N' ? "NaN" : "Infinity";
                boolean minus = !out.isEmpty() && out.charAt(out.length() - 1) == '-';
                if (minus) {
                    out.setLength(out.length() - 1);
                }
                out.append('"').append(minus ? "-" : "").append(word).append('"');
                i += word.length() - 1;
            } else if (c != '\n' && c != '\r' && c != '\t') {
                out.append(c);
                inString = c == '"';
            }
        }
        return out.toString();
    }
}
