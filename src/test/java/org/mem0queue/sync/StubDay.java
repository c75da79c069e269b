package org.mem0queue.sync;

/** What happens to one add. */
public enum StubDay {
    /** It is stored and answered. */
    GOOD,
    /** 500, nothing stored. */
    BROKEN,
    /** It is stored, and 500 is answered. */
    BROKEN_AFTER_STORING,
    /** It is stored, and the connection is closed without an answer. */
    SILENT_AFTER_STORING,
    /** The connection is closed without an answer, nothing stored. */
    SILENT,
    /** 429. */
    BUSY,
    /** 401. */
    KEY,
    /** 422: this memory will never be taken. */
    REFUSED,
    /** 413. */
    TOO_LARGE,
    /** It is stored, and a page for people is answered. */
    PAGE,
    /** It is stored, and half of an answer. */
    CUT,
    /** Nothing stored, and no answer until the server is closed. */
    MUTE,
    /** Stored, and no answer until the server is closed. */
    MUTE_AFTER_STORING,
    /** It is stored, and the answer comes a byte at a time, too slowly. */
    DRIPPING,
    /** 503, nothing stored. */
    UNAVAILABLE,
    /** 429 until two minutes after the test's beginning. */
    BUSY_UNTIL,
    /** 402. */
    UNPAID,
    /** 403. */
    FORBIDDEN,
    /** 404. */
    MISSING,
    /** 405. */
    NOT_ALLOWED,
    /** 408 after the whole request. */
    LATE,
    /** It is stored, and the answer unpacks to more than anybody takes. */
    BOMB,
    /** It is stored, and 204. */
    EMPTY,
    /** Points to another host. */
    ELSEWHERE,
    /** The wrapper's way to say no; the other dialect's 200 with a foreign answer. */
    UNSUCCESSFUL;

    /** Whether the memory is stored, whatever is answered. */
    boolean stores() {
        return switch (this) {
            case GOOD,
                    BROKEN_AFTER_STORING,
                    SILENT_AFTER_STORING,
                    PAGE,
                    CUT,
                    MUTE_AFTER_STORING,
                    DRIPPING,
                    BOMB,
                    EMPTY ->
                    true;
            default -> false;
        };
    }
}
