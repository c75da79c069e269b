package org.mem0queue.mem0.local;

import com.sun.net.httpserver.HttpExchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies up to a limit. A large one waits until the one before it is dealt with, so that many
 * at once cannot take all memory. Closing it, after the answer, lets the next one in.
 */
final class BodyReader implements AutoCloseable {
    /** A text of 10 MB, more than any embedder takes, with room for its escapes. */
    static final int MOST_BYTES = 16 << 20;

    private static final int LARGE_BYTES = 1 << 18;

    /** So much of what is too much is read, so that the client comes to read the answer. */
    private static final long MOST_SKIPPED = 64L << 20;

    private final Semaphore large;
    private boolean inside;

    /**
     * @param large shared by all requests of a server; one permit
     */
    BodyReader(Semaphore large) {
        this.large = large;
    }

    byte[] read(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        InputStream in = exchange.getRequestBody();
        byte[] first = in.readNBytes(LARGE_BYTES);
        if (first.length < LARGE_BYTES) {
            return first;
        }
        large.acquire();
        inside = true;
        ByteArrayOutputStream all = new ByteArrayOutputStream(2 * LARGE_BYTES);
        all.writeBytes(first);
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (all.size() + n > MOST_BYTES) {
                all.reset();
                skip(in, buffer);
                throw Refusal.of(
                        413,
                        "The request is larger than "
                                + (MOST_BYTES >> 20)
                                + " MB. Split the text and send the parts.");
            }
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    private static void skip(InputStream in, byte[] buffer) throws IOException {
        long skipped = 0;
        for (int n = in.read(buffer); n >= 0 && skipped < MOST_SKIPPED; n = in.read(buffer)) {
            skipped += n;
        }
    }

    @Override
    public void close() {
        if (inside) {
            large.release();
        }
    }
}
