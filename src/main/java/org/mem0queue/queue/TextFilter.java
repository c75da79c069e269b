package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds memories whose text matches a regular expression. Decoding 100,000 entries and trying an
 * expression at each of their characters takes most of a second, so what can be told by walking the
 * bytes once is told so ({@link EntryScan}); the answer is the same. Safe for several threads.
 */
public final class TextFilter {
    /** Memories that are searched at a stretch: a busy processor holds up no more than these. */
    private static final int STRETCH = 500;

    /** What means something else than itself in an expression. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\.\\[\\](){}*+?^$|#&]");

    private static final List<String> CONTENT = List.of("content");

    private final Pattern pattern;
    private final List<String> fields;
    private final @Nullable ExpressionSteps steps;

    /**
     * Looks at the content.
     *
     * @param pattern compiled without regard to case
     */
    public TextFilter(Pattern pattern) {
        this(pattern, CONTENT);
    }

    /**
     * @param pattern compiled without regard to case
     * @param fields of the entry whose texts are looked at; one that matches is enough
     */
    public TextFilter(Pattern pattern, List<String> fields) {
        this.pattern = pattern;
        this.fields = List.copyOf(fields);
        this.steps = ExpressionSteps.of(pattern);
    }

    /** Looks for a text as a person types it, without regard to case, in these fields. */
    public static TextFilter ofWords(String words, List<String> fields) {
        return new TextFilter(
                Pattern.compile(
                        SPECIAL.matcher(words).replaceAll("\\\\$0"),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                fields);
    }

    /** Those that match, in their order; one without a text counts as empty. */
    public List<Memory> of(List<Memory> memories) {
        int stretches = (memories.size() + STRETCH - 1) / STRETCH;
        AtomicReferenceArray<List<Memory>> found = new AtomicReferenceArray<>(stretches);
        AtomicInteger taken = new AtomicInteger();
        // One search for each processor, and not one for each stretch: it learns as it goes.
        int searches = Math.clamp(stretches, 1, Runtime.getRuntime().availableProcessors());
        IntStream.range(0, searches).parallel().forEach(_ -> search(memories, taken, found));
        return IntStream.range(0, stretches).mapToObj(found::get).flatMap(List::stream).toList();
    }

    private void search(
            List<Memory> memories, AtomicInteger taken, AtomicReferenceArray<List<Memory>> found) {
        EntryScan scan = steps == null ? null : new EntryScan(pattern, steps, fields);
        int stretch = taken.getAndIncrement();
        while (stretch < found.length()) {
            int from = stretch * STRETCH;
            int to = Math.min(memories.size(), from + STRETCH);
            found.set(stretch, matching(memories.subList(from, to), scan));
            stretch = taken.getAndIncrement();
        }
    }

    private List<Memory> matching(List<Memory> memories, @Nullable EntryScan scan) {
        List<Memory> matching = new ArrayList<>();
        for (Memory memory : memories) {
            RawJson entry = memory.raw();
            if (scan == null ? EntryScan.matches(pattern, fields, entry) : scan.matches(entry)) {
                matching.add(memory);
            }
        }
        return matching;
    }
}
