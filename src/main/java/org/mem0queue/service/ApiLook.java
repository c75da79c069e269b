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
    private Asking asking = new Asking("", CompletableFuture.completedFuture(null));
    private @Nullable Answer last;

    /** Under way, or over: what is asked at that address. */
    private record Asking(String url, CompletableFuture<Void> done) {}

    /** Of one address, which is the one in the status. */
    private record Answer(ApiStatus status, long nanos) {}

    ApiLook(ServiceSetup setup) {
        this.setup = setup;
    }

    /**
     * What this address answered last; asks nobody.
     *
     * @param url as it is configured now; null if none is
     */
    ApiStatus known(@Nullable String url) {
        if (url == null) {
            return ApiStatus.UNCONFIGURED;
        }
        Answer answer = answerOf(url);
        return answer == null ? new ApiStatus(ApiStatus.State.UNKNOWN, url, null) : answer.status();
    }

    /** What another address answered says nothing of this one. */
    private synchronized @Nullable Answer answerOf(String url) {
        Answer answer = last;
        return answer == null || !url.equals(answer.status().url()) ? null : answer;
    }

    /** Has somebody ask if that was long ago. */
    void refresh(@Nullable String url) {
        if (url != null) {
            var _ = begin(url); // nobody waits for it here
        }
    }

    /** The same, and waits for the answer: two seconds at most. */
    void await(@Nullable String url) {
        if (url == null) {
            return;
        }
        Asking begun = begin(url);
        try {
            begun.done().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            answered(begun, new Answer(down(url), System.nanoTime()));
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private synchronized Asking begin(String url) {
        boolean another = !asking.url().equals(url);
        if (another || (isOld(url) && asking.done().isDone())) {
            Asking begun = new Asking(url, new CompletableFuture<>());
            asking = begun;
            Thread.ofVirtual()
                    .name("api-look")
                    .start(
                            () -> {
                                try {
                                    ask(begun);
                                } finally {
                                    begun.done().complete(null);
                                }
                            });
        }
        return asking;
    }

    private static ApiStatus down(String url) {
        return new ApiStatus(ApiStatus.State.DOWN, url, null);
    }

    private boolean isOld(String url) {
        Answer answer = answerOf(url);
        return answer == null || System.nanoTime() - answer.nanos() > PAUSE.toNanos();
    }

    /** Not if another address was chosen meanwhile: it is that one that counts. */
    private synchronized void answered(Asking asked, Answer answer) {
        if (asking.url().equals(asked.url())) {
            last = answer;
        }
    }

    private void ask(Asking asked) {
        SyncSettings settings = setup.sending().get();
        String url = asked.url();
        if (settings == null || !settings.client().address().toString().equals(url)) {
            return; // it cannot be asked, or changed this moment: the next look asks again
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
            if (answerOf(url) == null && found instanceof ProbeResult.Detected) {
                // The first time it is our own start that takes long, not the server.
                began = System.nanoTime();
                found = client.probe(new Cancellation());
            }
            long now = System.nanoTime();
            boolean up =
                    found instanceof ProbeResult.Detected(Dialect dialect, String _, var _, var _)
                            && !(dialect instanceof Dialect.Unknown);
            ApiStatus status =
                    up
                            ? new ApiStatus(
                                    ApiStatus.State.UP,
                                    url,
                                    Duration.ofNanos(now - began),
                                    found.note(settings.client().inference()).orElse(null))
                            : down(url);
            answered(asked, new Answer(status, now));
        }
    }
}
