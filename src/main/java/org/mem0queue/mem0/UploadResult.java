package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** What became of sending one memory. Reasons are for people and hold no memory text and no key. */
public sealed interface UploadResult {
    /**
     * The server said that it is stored.
     *
     * @param remoteIds the server's ids; empty where it does not tell
     */
    record Stored(List<String> remoteIds) implements UploadResult {
        /** Keeps a copy. */
        public Stored {
            remoteIds = List.copyOf(remoteIds);
        }
    }

    /** It will be stored later; ask again with the event, never send it again meanwhile. */
    record Accepted(String event) implements UploadResult {}

    /** The server found nothing in it that it does not have. Done. */
    record NothingNew() implements UploadResult {}

    /** Not stored, and never will be: this memory is at fault. */
    record Rejected(String reason) implements UploadResult {}

    /**
     * Not stored for certain; worth another attempt.
     *
     * @param after how long the server asked to wait, at most a day; null if it did not say
     */
    record Retryable(String reason, @Nullable Duration after) implements UploadResult {}

    /** Not stored for certain; no memory will be until a person or the server's owner acts. */
    record Misconfigured(Cause cause, String reason) implements UploadResult {}

    /** Stored or not: the answer was lost, or does not say. */
    record InDoubt(Doubt doubt, String reason) implements UploadResult {}

    /** What is wrong with the set-up. */
    enum Cause {
        /** 401, 403: the key, or the lack of one. */
        KEY,
        /** 402. */
        PAYMENT,
        /** The name cannot be resolved. */
        NAME,
        /** The certificate is not trusted, or it is no TLS at all. */
        TLS,
        /** It sends us elsewhere, or a proxy in between wants something. */
        REDIRECT,
        /** No add where the dialect has its own: 404, 405. */
        FORM,
        /**
         * Success, says a page for people: another program's, or a gate's, which stored nothing.
         */
        PAGE,
        /** No known dialect: nothing was sent. */
        DIALECT
    }

    /** How the answer was lost. */
    enum Doubt {
        /** Nothing came before the deadline. */
        TIME_OUT,
        /** The connection broke after the request went out. */
        CONNECTION,
        /** 5xx, or 408 after the whole request went out. */
        SERVER,
        /** A 2xx with a body that is cut, too large, or not the dialect's. */
        FORM,
        /** Somebody cancelled. */
        CANCELLED
    }

    /** Whether the server may have changed, so that its dialect should be probed again. */
    default boolean probeAgain() {
        return switch (this) {
            case Misconfigured wrong ->
                    switch (wrong.cause()) {
                        case REDIRECT, FORM, PAGE, DIALECT -> true;
                        case KEY, PAYMENT, NAME, TLS -> false;
                    };
            case InDoubt lost -> lost.doubt() == Doubt.FORM;
            case Stored stored -> false;
            case Accepted accepted -> false;
            case NothingNew nothing -> false;
            case Rejected rejected -> false;
            case Retryable retryable -> false;
        };
    }
}
