package org.mem0queue.queue;

import java.util.List;

/**
 * What a finding says, in no language: which sentences, and what stands in them.
 *
 * @param key the finding's code, behind a dot its variant if it has more than one; or a phrase
 * @param values in the order of the places: a {@link Number} is a count, the first one of them that
 *     of the sentence; a {@code Duration} is rounded, {@link Bytes} too; {@link Reason} and words
 *     of their own are put into the language, the elements of a {@link List} with commas; all else
 *     stands as it is
 */
public record FindingWords(String key, List<Object> values) {
    /** Nothing but the sentences that the finding carries. */
    public static final FindingWords NONE = new FindingWords("", List.of());

    /** A size. */
    public record Bytes(long count) {}

    /** What another part of the program said in English, or the system in its language. */
    public record Reason(String text) {}

    public FindingWords {
        values = List.copyOf(values);
    }

    public static FindingWords of(String key, Object... values) {
        return new FindingWords(key, List.of(values));
    }
}
