package org.mem0queue.mem0;

import okhttp3.Interceptor;
import okhttp3.Response;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far one call got. It is also what keeps a call from being sent twice: a request goes to the
 * network only on the way from the first stage to the second, and there is no way back. (The HTTP
 * library repeats by itself after a 503 with {@code Retry-After: 0}: it is not shown that header,
 * so that the answer is told instead of the refusal.)
 */
final class CallStage {
    private enum Stage {
        WAITING,
        SENDING,
        SENT,
        ABANDONED
    }

    private static final int UNAVAILABLE = 503;
    private static final String RETRY = "Retry-After";

    /** Stands between the connection and the first byte of the request. */
    static final Interceptor GATE =
            chain -> {
                CallStage stage = chain.request().tag(CallStage.class);
                if (stage == null || !stage.current.compareAndSet(Stage.WAITING, Stage.SENDING)) {
                    throw new IOException("Canceled");
                }
                Response answer = chain.proceed(chain.request());
                return answer.code() == UNAVAILABLE && "0".equals(answer.header(RETRY))
                        ? answer.newBuilder().removeHeader(RETRY).build()
                        : answer;
            };

    private final AtomicReference<Stage> current = new AtomicReference<>(Stage.WAITING);

    /** The last byte is about to go: from here on the server may have everything. */
    void lastByte() {
        current.compareAndSet(Stage.SENDING, Stage.SENT);
    }

    /** Keeps the request from being sent if it has not begun. */
    void abandon() {
        current.compareAndSet(Stage.WAITING, Stage.ABANDONED);
    }

    Reply.Reach reach() {
        return switch (Objects.requireNonNull(current.get())) {
            case WAITING, ABANDONED -> Reply.Reach.NOTHING;
            case SENDING -> Reply.Reach.PART;
            case SENT -> Reply.Reach.ALL;
        };
    }

    boolean started() {
        Stage stage = current.get();
        return stage == Stage.SENDING || stage == Stage.SENT;
    }
}
