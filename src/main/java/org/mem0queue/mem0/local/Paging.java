package org.mem0queue.mem0.local;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * One page of a list, as the platform counts them: from 1.
 *
 * @param size 1 to 200
 */
record Paging(int page, int size) {
    private static final int USUAL = 100;
    private static final int MOST = 200;

    static Paging of(Request request) throws Refusal {
        int size = request.number("page_size", USUAL, 1, Integer.MAX_VALUE);
        return new Paging(request.number("page", 1, 1, Integer.MAX_VALUE), Math.min(MOST, size));
    }

    long offset() {
        return (page - 1L) * size;
    }

    /** The page with its neighbours' addresses. A page behind the last one does not exist. */
    Answer answer(Request request, long count, Answer.Json results) throws Refusal {
        if (page > 1 && offset() >= count) {
            throw Refusal.of(404, "Invalid page.");
        }
        boolean more = offset() + size < count;
        return new Answer.Streamed(
                out -> {
                    out.writeStartObject();
                    out.writeNumberField("count", count);
                    address(out, "next", more ? address(request, page + 1) : null);
                    address(out, "previous", page > 1 ? address(request, page - 1) : null);
                    out.writeFieldName("results");
                    results.to(out);
                    out.writeEndObject();
                });
    }

    private static void address(JsonGenerator out, String name, @Nullable String address)
            throws IOException {
        out.writeStringField(name, address);
    }

    private String address(Request request, int other) {
        StringJoiner query = new StringJoiner("&");
        query.add("page=" + other).add("page_size=" + size);
        request.query()
                .forEach(
                        (name, value) -> {
                            if (!name.equals("page") && !name.equals("page_size")) {
                                query.add(encoded(name) + "=" + encoded(value));
                            }
                        });
        return request.base() + request.rawPath() + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
