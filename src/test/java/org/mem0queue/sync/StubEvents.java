package org.mem0queue.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform has accepted and says of it: it stores when it is asked, if the day lets it.
 */
public final class StubEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is said of an accepted memory. */
    public enum Day {
        SUCCEEDED,
        /** Not yet. */
        PENDING,
        /** Given up, nothing stored. */
        FAILED,
        /** 404, nothing stored. */
        GONE,
        /** 404, though it is stored. */
        GONE_AFTER_STORING,
        /** 500. */
        BROKEN,
        /** A page for people. */
        PAGE,
        /** Half of an answer. */
        CUT,
        /** 401. */
        KEY
    }

    private final Map<String, StubApi.Stored> accepted = new LinkedHashMap<>();
    private Day day = Day.SUCCEEDED;

    synchronized void day(Day now) {
        day = now;
    }

    synchronized void accept(String id, StubApi.Stored one) {
        accepted.put(id, one);
    }

    /** What is stored by now, told once. */
    synchronized Optional<StubApi.Stored> ended(String id) {
        return switch (day) {
            case SUCCEEDED, GONE_AFTER_STORING -> Optional.ofNullable(accepted.remove(id));
            case FAILED, GONE -> {
                accepted.remove(id);
                yield Optional.empty();
            }
            case PENDING, BROKEN, PAGE, CUT, KEY -> Optional.empty();
        };
    }

    /** What is still worked on. */
    synchronized String running() {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("results");
        accepted.forEach(
                (id, one) ->
                        list.addObject()
                                .put("id", id)
                                .put("status", "PENDING")
                                .putObject("payload")
                                .putObject("metadata")
                                .put("mq_id", one.ourId()));
        return all.toString();
    }

    synchronized void answer(HttpExchange exchange, String id) throws IOException {
        switch (day) {
            case SUCCEEDED ->
                    StubAnswer.json(
                            exchange,
                            200,
                            "{\"status\":\"SUCCEEDED\",\"results\":[{\"id\":\"r-"
                                    + id
                                    + "\",\"event\":\"ADD\"}]}");
            case PENDING -> StubAnswer.json(exchange, 200, "{\"status\":\"PENDING\"}");
            case FAILED ->
                    StubAnswer.json(
                            exchange, 200, "{\"status\":\"FAILED\",\"error\":\"overloaded\"}");
            case GONE, GONE_AFTER_STORING ->
                    StubAnswer.json(exchange, 404, "{\"detail\":\"Event not found\"}");
            case BROKEN -> StubAnswer.json(exchange, 500, "{\"detail\":\"broken\"}");
            case PAGE -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                StubAnswer.json(exchange, 200, "<html>Log in</html>");
            }
            case CUT -> StubAnswer.json(exchange, 200, "{\"status\":\"SUCCE");
            case KEY -> StubAnswer.json(exchange, 401, "{\"detail\":\"Invalid API key.\"}");
        }
    }
}
