package org.mem0queue.mem0;

import okhttp3.HttpUrl;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * The server's addresses and the header that carries the key. Everything is built on the configured
 * address, so the key goes to no other host.
 */
final class Addresses {
    private final HttpUrl base;
    private final @Nullable ApiKey key;

    Addresses(ClientSetup setup) {
        HttpUrl url = HttpUrl.parse(setup.address().toString());
        if (url == null) {
            throw new IllegalArgumentException("The API's address is not one.");
        }
        base = url;
        key = setup.key();
    }

    /** The configured address as every dialect's paths start from it. */
    HttpUrl base() {
        return base;
    }

    /**
     * @param path with its slashes as the server wants them, for example {@code v1/ping/}
     */
    HttpUrl at(String path) {
        HttpUrl.Builder url = base.newBuilder();
        int last = base.pathSize() - 1;
        if (base.pathSegments().get(last).isEmpty()) {
            url.removePathSegment(last);
        }
        return url.addPathSegments(path).build();
    }

    /** The header for an authenticated request of that dialect; empty without need or key. */
    Map<String, String> keyFor(Dialect dialect) {
        if (key == null) {
            return Map.of();
        }
        return switch (dialect) {
            case Dialect.OssRest oss -> oss.auth() ? ossKey(key) : Map.of();
            case Dialect.Platform platform -> Map.of("Authorization", "Token " + key.reveal());
            case Dialect.OpenMemory openMemory -> Map.of();
            case Dialect.Wrapper wrapper -> Map.of();
            case Dialect.Unknown unknown -> Map.of();
        };
    }

    private static Map<String, String> ossKey(ApiKey key) {
        return key.isWebToken()
                ? Map.of("Authorization", "Bearer " + key.reveal())
                : Map.of("X-API-Key", key.reveal());
    }
}
