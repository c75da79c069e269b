package org.mem0queue.mem0;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

/** Makes what others say fit for one line of a log. */
final class Words {
    private static final int LONGEST = 300;

    /** So many characters in common are a quotation. */
    private static final int QUOTE = 24;

    private Words() {}

    /** One line of at most 300 characters, without control characters. */
    static String of(String text) {
        String line = oneLine(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    /**
     * The server's words in an error: {@code detail}, {@code error} or {@code message}. Of
     * FastAPI's list of what does not validate only place and message, since its {@code input}
     * repeats the request.
     */
    static String of(@Nullable JsonNode answer, Outgoing memory, @Nullable ApiKey key) {
        if (answer == null) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        for (String name : new String[] {"detail", "error", "message", "code"}) {
            append(words, answer.path(name));
        }
        String text = Words.of(key == null ? words.toString() : key.maskIn(words.toString()));
        return quotes(text, oneLine(memory.content())) ? "(its words repeat the text)" : text;
    }

    /** Whether a stretch of the memory stands in the words, however the server cut it. */
    private static boolean quotes(String words, String content) {
        int window = Math.min(QUOTE, content.length());
        if (window == 0) {
            return false;
        }
        for (int i = 0; i + window <= words.length(); i++) {
            if (content.contains(words.substring(i, i + window))) {
                return true;
            }
        }
        return false;
    }

    private static void append(StringBuilder words, JsonNode value) {
        if (value.isTextual()) {
            words.append(words.isEmpty() ? "" : "; ").append(value.textValue());
        } else if (value.isArray()) {
            for (JsonNode item : value) {
                append(words, item.path("msg"));
            }
        } else if (value.isObject()) {
            append(words, value.path("message"));
        }
    }
}
