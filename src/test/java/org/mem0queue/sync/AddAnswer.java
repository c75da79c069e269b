package org.mem0queue.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * What comes back for one add, on whatever day.
 *
 * @param good what is answered on a good day
 * @param closed when the server closes: until then nothing comes on some days
 */
record AddAnswer(HttpExchange exchange, String good, CountDownLatch closed) {
    void send(StubDay day) throws IOException {
        switch (day) {
            case GOOD -> json(200, good);
            case BROKEN, BROKEN_AFTER_STORING -> json(500, "{\"detail\":\"broken\"}");
            case SILENT, SILENT_AFTER_STORING -> {
                // closed without a word
            }
            case BUSY -> tooMany("1");
            case KEY -> json(401, "{\"detail\":\"Invalid API key.\"}");
            case REFUSED -> json(422, "{\"detail\":\"not this one\"}");
            case TOO_LARGE -> json(413, "{\"detail\":\"too large\"}");
            case PAGE -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                json(200, "<html>Log in</html>");
            }
            case CUT -> {
                exchange.sendResponseHeaders(200, good.length() + 100L);
                exchange.getResponseBody().write(good.substring(0, 5).getBytes(UTF_8));
            }
            case MUTE, MUTE_AFTER_STORING -> untilClosed();
            case DRIPPING -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, good.length());
                exchange.getResponseBody().write(good.substring(0, 5).getBytes(UTF_8));
                exchange.getResponseBody().flush();
                untilClosed();
            }
            case UNAVAILABLE -> json(503, "{\"detail\":\"maintenance\"}");
            case BUSY_UNTIL -> tooMany("Mon, 23 Nov 2099 12:02:00 GMT");
            case UNPAID -> json(402, "{\"detail\":\"pay first\"}");
            case FORBIDDEN -> json(403, "{\"detail\":\"not you\"}");
            case MISSING -> json(404, "{\"detail\":\"Not Found\"}");
            case NOT_ALLOWED -> json(405, "{\"detail\":\"Method Not Allowed\"}");
            case LATE -> json(408, "{\"detail\":\"too slow\"}");
            case BOMB -> bomb();
            case EMPTY -> exchange.sendResponseHeaders(204, -1);
            case ELSEWHERE -> {
                exchange.getResponseHeaders().set("Location", "http://192.0.2.1/memories");
                json(307, "");
            }
            case UNSUCCESSFUL -> json(200, "{\"success\":false}");
        }
    }

    private void json(int status, String body) throws IOException {
        StubAnswer.json(exchange, status, body);
    }

    private void tooMany(String retryAfter) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
        json(429, "{\"detail\":\"too many\"}");
    }

    private void bomb() throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 8; i++) {
                out.write(blanks);
            }
        }
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
