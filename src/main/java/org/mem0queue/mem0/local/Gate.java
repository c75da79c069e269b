package org.mem0queue.mem0.local;

import com.sun.net.httpserver.Headers;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ApiKey;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets in who speaks to this computer by its own name, and no page of a browser. A page that was
 * loaded from elsewhere names itself in {@code Origin}; one whose name was made to point here, in
 * {@code Host}. Where a key is wanted, everything but what the server tells of itself needs it: by
 * that clients find out, without a key, that there is one.
 */
final class Gate {
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final Set<String> OPEN = Set.of("/", "/docs", "/openapi.json", "/health");

    private Gate() {}

    /** Whether that path may be asked for with these headers. */
    static boolean opens(@Nullable ApiKey key, String path, Headers headers) {
        if (key == null || OPEN.contains(path)) {
            return true;
        }
        String plain = headers.getFirst("X-API-Key");
        String authorization = headers.getFirst("Authorization");
        return (plain != null && key.is(plain))
                || (authorization != null
                        && key.is(authorization.replaceFirst("^(?i)(Token|Bearer) +", "")));
    }

    /**
     * Why nobody is let in; null if all is well.
     *
     * @param port our own
     */
    static @Nullable String refusal(Headers headers, int port) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !OWN_NAMES.contains(name(hosts.getFirst()))) {
            return "This server answers only requests to 127.0.0.1 or localhost. Use that address.";
        }
        List<String> origins = headers.getOrDefault("Origin", List.of());
        for (String origin : origins) {
            if (!isOwn(origin, port)) {
                return "This server answers no pages of other origins.";
            }
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && (site.equals("cross-site") || site.equals("same-site"))) {
            return "This server answers no pages of other origins.";
        }
        return null;
    }

    /** How the client calls us, without a slash at the end. */
    static String base(Headers headers) {
        return "http://" + headers.getFirst("Host");
    }

    /** The host without its port: a forwarded port may be another than ours. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']') && host.substring(colon + 1).matches("\\d*");
        return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean isOwn(String origin, int port) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return OWN_NAMES.stream().anyMatch(name -> lower.equals("http://" + name + ":" + port));
    }
}
