package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What somebody wants to save.
 *
 * @param id given by the caller so that a repeat adds nothing; null lets us make one
 * @param timestamp null means now
 * @param source who saves, for example {@code cli}
 */
public record NewMemory(
        @Nullable String id,
        String projectId,
        String content,
        @Nullable Instant timestamp,
        String source) {

    /** The largest text that is accepted, in UTF-8 bytes: far above what any embedder takes. */
    public static final int MAX_CONTENT_BYTES = 10 * 1024 * 1024;

    /** Longest project name and id, in characters. */
    public static final int MAX_NAME_LENGTH = 1000;

    /** Why a memory cannot be accepted. */
    public enum Refusal {
        NO_PROJECT("The project is empty. Name one with --project."),
        NAME_TOO_LONG(
                "The project or id is longer than " + MAX_NAME_LENGTH + " characters. Shorten it."),
        EMPTY_ID("The id is empty. Leave it out to get one."),
        NO_TEXT("The text is empty. Pass the text to save."),
        NOT_TEXT(
                "The text holds a NUL byte, so it is probably not text. Remove it and save again."),
        TOO_LARGE(
                "The text is larger than "
                        + MAX_CONTENT_BYTES / (1024 * 1024)
                        + " MB, more than any Mem0 server takes. Split it and save the parts.");

        private final String sentence;

        Refusal(String sentence) {
            this.sentence = sentence;
        }

        /** With the next step, in the words of the command line. */
        public String sentence() {
            return sentence;
        }
    }

    /** Why it cannot be accepted, as a sentence; null if it can. */
    public @Nullable String refusal() {
        Refusal refused = refused();
        return refused == null ? null : refused.sentence();
    }

    /** Why it cannot be accepted; null if it can. */
    public @Nullable Refusal refused() {
        if (projectId.isBlank()) {
            return Refusal.NO_PROJECT;
        }
        if (projectId.length() > MAX_NAME_LENGTH || (id != null && id.length() > MAX_NAME_LENGTH)) {
            return Refusal.NAME_TOO_LONG;
        }
        if (id != null && id.isBlank()) {
            return Refusal.EMPTY_ID;
        }
        if (content.isBlank()) {
            return Refusal.NO_TEXT;
        }
        if (content.indexOf('\0') >= 0 || projectId.indexOf('\0') >= 0) {
            return Refusal.NOT_TEXT;
        }
        // UTF-16 length first: it is a lower bound for the size and costs nothing.
        if (content.length() > MAX_CONTENT_BYTES || utf8Length(content) > MAX_CONTENT_BYTES) {
            return Refusal.TOO_LARGE;
        }
        return null;
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** Project only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "NewMemory[" + projectId + "]";
    }
}
