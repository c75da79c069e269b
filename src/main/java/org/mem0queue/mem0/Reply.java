package org.mem0queue.mem0;

import okhttp3.Headers;

import okio.ByteString;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/** How one HTTP call ended. */
sealed interface Reply {
    /**
     * The status line and the headers arrived.
     *
     * @param requestComplete whether the server can have had the whole request by then
     * @param body what came of it
     */
    record Answered(int status, Headers headers, boolean requestComplete, Body body)
            implements Reply {
        /** The server's clock, to the second. */
        @Nullable Instant serverTime() {
            return RetryAfter.date(headers.get("Date"));
        }

        /** A page for people: a login page, a proxy's words, the wrong address. */
        boolean isPage() {
            String type = headers.get("Content-Type");
            if (type != null && type.strip().toLowerCase(Locale.ROOT).contains("html")) {
                return true;
            }
            return body instanceof Body.Whole whole && whole.startsLikeMarkup();
        }
    }

    /** No answer. */
    record Broken(Fault fault, Reach reach, String reason) implements Reply {}

    /** What broke. */
    enum Fault {
        NAME,
        TLS,
        TIME_OUT,
        CONNECTION,
        CANCELLED
    }

    /** How far the request got at most. */
    enum Reach {
        /** Not a byte of it was sent. */
        NOTHING,
        /** The server cannot have had all of it. */
        PART,
        /** The server may have had all of it. */
        ALL
    }

    /** The body of an answer. */
    sealed interface Body {
        /** Complete. */
        record Whole(ByteString bytes) implements Body {
            boolean startsLikeMarkup() {
                for (int i = 0; i < bytes.size(); i++) {
                    byte b = bytes.getByte(i);
                    if (b > ' ') {
                        return b == '<';
                    }
                }
                return false;
            }
        }

        /** Cut, too large, or not decodable. */
        record Damaged(UploadResult.Doubt doubt, String reason) implements Body {}
    }
}
