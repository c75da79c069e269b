package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.Cancellation;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Deadlines;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.Mem0Client;
import org.mem0queue.mem0.ProbeResult;
import org.mem0queue.mem0.ProxyVariables;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.sync.SyncSettings;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the configured API answers as a Mem0 API: asked without the key and without a memory, at
 * most every half minute. Safe for several threads.
 */
final class ApiLook {
    /** For a person who waits for {@code status}. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ServiceSetup setup;
    private CompletableFuture<Void> asking = CompletableFuture.completedFuture(null);
    private volatile @Nullable Answer last;

    private record Answer(ApiStatus status, long nanos) {}

    ApiLook(ServiceSetup setup) {
        this.setup = setup;
    }

    /** What was answered last; asks nobody. */
    ApiStatus known() {
        String url = setup.apiUrl();
        Answer answer = last;
        if (url == null) {
            return ApiStatus.UNCONFIGURED;
        }
        return answer == null ? new ApiStatus(ApiStatus.State.UNKNOWN, url, null) : answer.status();
    }

    /** The same, and has somebody ask if that was long ago. */
    ApiStatus refreshing() {
        var _ = begin(); // nobody waits for it here
        return known();
    }

    /** The same, and waits for the answer: two seconds at most. */
    ApiStatus asked() {
        try {
            begin().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            last = new Answer(down(String.valueOf(setup.apiUrl())), System.nanoTime());
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
        return known();
    }

    private synchronized CompletableFuture<Void> begin() {
        if (isOld() && asking.isDone()) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            asking = begun;
            Thread.ofVirtual()
                    .name("api-look")
                    .start(
                            () -> {
                                try {
                                    ask();
                                } finally {
                                    begun.complete(null);
                                }
                            });
        }
        return asking;
    }

    private static ApiStatus down(String url) {
        return new ApiStatus(ApiStatus.State.DOWN, url, null);
    }

    private boolean isOld() {
        Answer answer = last;
        return setup.apiUrl() != null
                && (answer == null || System.nanoTime() - answer.nanos() > PAUSE.toNanos());
    }

    private void ask() {
        SyncSettings settings = setup.sending().get();
        String url = setup.apiUrl();
        if (settings == null || url == null) {
            return;
        }
        ClientSetup quick =
                new ClientSetup(
                        settings.client().address(),
                        null,
                        settings.client().inference(),
                        settings.client().limit(),
                        new Deadlines(PATIENCE, PATIENCE, PATIENCE));
        long began = System.nanoTime();
        try (Mem0Client client =
                new Mem0Client(
                        quick,
                        setup.clock(),
                        new ProxyVariables(System.getenv(), ProxySelector.getDefault()))) {
            ProbeResult found = client.probe(new Cancellation());
            if (last == null && found instanceof ProbeResult.Detected) {
                // The first time it is our own start that takes long, not the server.
                began = System.nanoTime();
                found = client.probe(new Cancellation());
            }
            long now = System.nanoTime();
            boolean up =
                    found instanceof ProbeResult.Detected(Dialect dialect, String _, var _, var _)
                            && !(dialect instanceof Dialect.Unknown);
            last =
                    new Answer(
                            up
                                    ? new ApiStatus(
                                            ApiStatus.State.UP,
                                            url,
                                            Duration.ofNanos(now - began),
                                            found.note(settings.client().inference()).orElse(null))
                                    : down(url),
                            now);
        }
    }
}
