package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which method and path is answered by what. A path such as {@code /memories/{}/history} has a
 * placeholder for one part, which is never empty; a slash at the end counts, as with FastAPI.
 */
final class Routes {
    /** Answers one kind of request. */
    interface Handler {
        Answer answer(Request request) throws Refusal, SQLException;
    }

    private record Route(String method, List<String> path, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    Routes on(String method, String path, Handler handler) {
        routes.add(new Route(method, List.of(path.substring(1).split("/", -1)), handler));
        return this;
    }

    Answer answer(String method, Request request) throws Refusal, SQLException {
        TreeSet<String> others = new TreeSet<>();
        for (Route route : routes) {
            List<String> named = match(route.path(), request.path());
            if (named != null && route.method().equals(method)) {
                return route.handler().answer(request.named(named));
            }
            if (named != null) {
                others.add(route.method());
            }
        }
        if (others.isEmpty()) {
            throw Refusal.of(404, "Not Found");
        }
        throw Refusal.of(
                405, "Method Not Allowed. Here it is " + String.join(" or ", others) + ".");
    }

    private static @Nullable List<String> match(List<String> route, List<String> path) {
        if (route.size() != path.size()) {
            return null;
        }
        List<String> named = new ArrayList<>();
        for (int i = 0; i < route.size(); i++) {
            if (route.get(i).equals("{}") && !path.get(i).isEmpty()) {
                named.add(path.get(i));
            } else if (!route.get(i).equals(path.get(i))) {
                return null;
            }
        }
        return named;
    }
}
