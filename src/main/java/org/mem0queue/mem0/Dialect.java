package org.mem0queue.mem0;

import java.util.List;
import java.util.Optional;

/**
 * What a server understands. Immutable; two servers with the same abilities speak the same dialect.
 */
public sealed interface Dialect {
    /**
     * Mem0's own REST server, which people run themselves.
     *
     * @param infer whether an add may ask for word-for-word storage; older servers ignore the wish
     * @param filters whether a search can be narrowed by metadata
     * @param topK whether a list takes its size; older ones stop at 100
     * @param auth whether the server declares a key header
     */
    record OssRest(boolean infer, boolean filters, boolean topK, boolean auth) implements Dialect {
        /** As released since April 2026. */
        static final OssRest NEW = new OssRest(true, true, true, true);

        /** As released in February 2025. */
        static final OssRest OLD = new OssRest(false, false, false, false);
    }

    /** The hosted platform, third version of its API. */
    record Platform() implements Dialect {}

    /** OpenMemory's local API, no longer developed. */
    record OpenMemory() implements Dialect {}

    /** The small Python server with {@code /memory} that the queue's older programs talk to. */
    record Wrapper() implements Dialect {}

    /**
     * Nobody we know: nothing is sent to it.
     *
     * @param reason what it answered, for people
     */
    record Unknown(String reason) implements Dialect {}

    /** The words by which a person may fix the dialect. */
    List<String> NAMES = List.of("oss", "oss-old", "platform", "openmemory", "wrapper");

    /** The dialect of that name, one of {@link #NAMES}. */
    static Optional<Dialect> named(String name) {
        return switch (name) {
            case "oss" -> Optional.of(OssRest.NEW);
            case "oss-old" -> Optional.of(OssRest.OLD);
            case "platform" -> Optional.of(new Platform());
            case "openmemory" -> Optional.of(new OpenMemory());
            case "wrapper" -> Optional.of(new Wrapper());
            default -> Optional.empty();
        };
    }

    /** Whether our id goes with a memory and can be found again. */
    default boolean keepsOurId() {
        return switch (this) {
            case OssRest oss -> true;
            case Platform platform -> true;
            case OpenMemory openMemory -> false;
            case Wrapper wrapper -> false;
            case Unknown unknown -> false;
        };
    }

    /** Whether the server stores other words than it was sent, so that people can be told. */
    default boolean rewrites(Inference inference) {
        return switch (this) {
            case OssRest oss -> !oss.infer() || inference == Inference.EXTRACT;
            case Platform platform -> inference == Inference.EXTRACT;
            case OpenMemory openMemory -> inference == Inference.EXTRACT;
            case Wrapper wrapper -> true;
            case Unknown unknown -> false;
        };
    }
}
