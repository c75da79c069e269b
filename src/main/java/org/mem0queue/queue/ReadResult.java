package org.mem0queue.queue;

import java.util.Optional;

/**
 * How reading one file ended. All five are normal.
 *
 * @param <T> what a readable file holds
 */
public sealed interface ReadResult<T> {
    /** The file was read and understood. */
    record Ok<T>(T value, FileStamp stamp) implements ReadResult<T> {}

    /** There is no such file. */
    record Missing<T>() implements ReadResult<T> {}

    /** The file kept changing while it was read; the next look will tell. */
    record Unstable<T>(String reason) implements ReadResult<T> {}

    /**
     * The file is there and cannot be understood. {@code reason} says where and why, never text of
     * a memory.
     */
    record Corrupt<T>(String reason, FileStamp stamp) implements ReadResult<T> {}

    /** The system does not let us read it. */
    record Denied<T>(String reason) implements ReadResult<T> {}

    /** The value of an {@link Ok}. */
    default Optional<T> ok() {
        return this instanceof Ok<T>(T value, FileStamp ignored)
                ? Optional.of(value)
                : Optional.empty();
    }

    /** The same ending for another kind of value; not for {@link Ok}. */
    default <U> ReadResult<U> failure() {
        return switch (this) {
            case Ok<T> ignored -> throw new IllegalStateException("not a failure");
            case Missing<T> ignored -> new Missing<>();
            case Unstable<T>(String reason) -> new Unstable<>(reason);
            case Corrupt<T>(String reason, FileStamp stamp) -> new Corrupt<>(reason, stamp);
            case Denied<T>(String reason) -> new Denied<>(reason);
        };
    }

    /** The word for JSON: ok, missing, unstable, corrupt or denied. */
    default String word() {
        return switch (this) {
            case Ok<T> ignored -> "ok";
            case Missing<T> ignored -> "missing";
            case Unstable<T> ignored -> "unstable";
            case Corrupt<T> ignored -> "corrupt";
            case Denied<T> ignored -> "denied";
        };
    }
}
