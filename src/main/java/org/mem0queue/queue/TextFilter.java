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

    private final Pattern pattern;
    private final @Nullable ExpressionSteps steps;

    /**
     * @param pattern compiled without regard to case
     */
    public TextFilter(Pattern pattern) {
        this.pattern = pattern;
        this.steps = ExpressionSteps.of(pattern);
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
        EntryScan scan = steps == null ? null : new EntryScan(pattern, steps);
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
            if (scan == null ? EntryScan.matches(pattern, entry) : scan.matches(entry)) {
                matching.add(memory);
            }
        }
        return matching;
    }
}
