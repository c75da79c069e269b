package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * What the client needs to know.
 *
 * @param address http or https, a path before the API's own is kept; no user, query or fragment
 * @param key sent only with requests that need it, and only to {@code address}; null if there is
 *     none
 * @param inference word for word unless the person chose otherwise
 * @param limit of the server's embedder: longer texts are refused before they are sent
 */
public record ClientSetup(
        URI address,
        @Nullable ApiKey key,
        Inference inference,
        TextLimit limit,
        Deadlines deadlines) {
    /** Fails with {@link IllegalArgumentException} on an address that is no such thing. */
    public ClientSetup {
        String scheme = address.getScheme();
        if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The API's address must look like http://host:port or https://host/path.");
        }
    }

    /** Word for word, the usual limit and deadlines. */
    public static ClientSetup of(URI address, @Nullable ApiKey key) {
        return new ClientSetup(address, key, Inference.VERBATIM, TextLimit.USUAL, Deadlines.USUAL);
    }
}
