package org.mem0queue.mem0;

import java.util.List;

/** Whether a text can be embedded. */
public sealed interface TextFit {
    /** It can, as far as its length tells. */
    record Fits() implements TextFit {}

    /**
     * It is too long.
     *
     * @param tokens estimated
     * @param limit in tokens
     * @param parts a proposal: each fits, joined they are the text again
     */
    record TooLong(int tokens, int limit, List<String> parts) implements TextFit {
        /** Keeps a copy. */
        public TooLong {
            parts = List.copyOf(parts);
        }

        /** For people, without any of the text. */
        public String reason() {
            return "The text is about %,d tokens long; the server's embedder takes %,d. It could be split into %d parts (`mem0-queue split`)."
                    .formatted(tokens, limit, parts.size());
        }

        /** Sizes only: memory texts must not reach a log by accident. */
        @Override
        public String toString() {
            return "TooLong[" + tokens + " of " + limit + ", " + parts.size() + " parts]";
        }
    }
}
