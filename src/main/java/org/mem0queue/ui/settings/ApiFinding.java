package org.mem0queue.ui.settings;

import java.time.Duration;

/** What asking the configured API gave. */
public sealed interface ApiFinding {
    /** No address is set. */
    record NotConfigured() implements ApiFinding {}

    /** The address or the key cannot be used. */
    record Unusable(String sentence) implements ApiFinding {}

    /**
     * A Mem0 API answers.
     *
     * @param dialect its word in the settings
     * @param latency of the answer
     * @param keepsIds whether our ids can be looked up there
     * @param rewrites whether it stores other words than it is sent
     * @param onThisComputer whether it is our own server, which stores here
     * @param wantsKey whether it declares that it wants a key, and none is set
     * @param fixed another dialect that a person has fixed; empty if they agree
     */
    record Answered(
            String dialect,
            Duration latency,
            Trait keepsIds,
            Trait rewrites,
            Trait onThisComputer,
            Trait wantsKey,
            String fixed)
            implements ApiFinding {}

    /** Somebody answers, but nobody that is known. */
    record Stranger(String reason) implements ApiFinding {}

    /** Nobody answers. */
    record Silent(String reason) implements ApiFinding {}

    /** Whether something is so. */
    enum Trait {
        YES,
        NO;

        public static Trait of(boolean is) {
            return is ? YES : NO;
        }
    }
}
