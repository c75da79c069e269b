package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.DetectedFile;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an API is reached.
 *
 * @param proxies as the system has them
 * @param known the folder where it is kept what was found at which address; null: nowhere
 */
public record ApiRoute(ProxySelector proxies, @Nullable Path known) {
    Optional<DetectedFile> found(URI address) {
        return known == null ? Optional.empty() : Optional.of(new DetectedFile(known, address));
    }
}
