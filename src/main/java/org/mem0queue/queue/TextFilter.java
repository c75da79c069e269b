package org.mem0queue.queue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds memories whose text matches a regular expression. Decoding 100,000 entries and trying an
 * expression at each of their characters takes most of a second, so what can be told by walking the
 * bytes once is told so ({@link EntryScan}); the answer is the same. Safe for several threads.
 */
public final class TextFilter {
    /** Parts for each processor: one that is busy with something else holds up only one of them. */
    private static final int PARTS_EACH = 4;

    /** Fewer memories than these are not worth another start. */
    private static final int SMALLEST_PART = 500;

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
        int most = PARTS_EACH * Runtime.getRuntime().availableProcessors();
        int parts = Math.clamp(memories.size() / SMALLEST_PART, 1, most);
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> matching(part(memories, part, parts)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Memory> part(List<Memory> memories, int part, int parts) {
        long size = memories.size();
        return memories.subList((int) (size * part / parts), (int) (size * (part + 1) / parts));
    }

    private List<Memory> matching(List<Memory> memories) {
        EntryScan scan = steps == null ? null : new EntryScan(pattern, steps);
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
