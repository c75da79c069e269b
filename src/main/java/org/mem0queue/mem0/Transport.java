package org.mem0queue.mem0;

import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

import okio.Buffer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

/**
 * Sends one request, once, to the configured host, and says how that ended: no redirect is
 * followed, nothing is repeated, the answer is bounded in time and size. Safe for several threads.
 *
 * <p>The exchange itself runs on a virtual thread that the calling thread waits for, because a name
 * look-up can neither be cancelled nor given a deadline: it is left behind.
 */
final class Transport implements AutoCloseable {
    /** From a cancel to the return of the call; then the call is left behind. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** As many as may be under way: reconnecting costs a round trip. */
    private static final int IDLE = 64;

    private final OkHttpClient http;

    /**
     * @param more what tests add: trusted certificates, a name server
     */
    Transport(Duration connect, ProxySelector proxies, UnaryOperator<OkHttpClient.Builder> more) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        if (proxies instanceof ProxyVariables variables) {
            ProxyLogin login = new ProxyLogin(variables);
            builder.proxyAuthenticator(login).addNetworkInterceptor(login);
        }
        http =
                more.apply(builder)
                        // One request a connection: how far it got is known for certain.
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .proxySelector(proxies)
                        .socketFactory(new PromptSockets())
                        .connectionPool(new ConnectionPool(IDLE, 1, TimeUnit.MINUTES))
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .retryOnConnectionFailure(false)
                        .connectTimeout(connect)
                        // the deadline of the whole call rules
                        .readTimeout(Duration.ZERO)
                        .writeTimeout(Duration.ZERO)
                        .addNetworkInterceptor(CallStage.GATE)
                        .build();
    }

    /**
     * What to send; the JSON is pure ASCII. The key is among the headers if the request needs it.
     */
    record Message(String method, HttpUrl url, Map<String, String> headers, @Nullable String json) {
        /** Neither headers nor body: there are the key and the text. */
        @Override
        public String toString() {
            return method + " " + url.host() + ":" + url.port();
        }
    }

    /**
     * @param deadline for the whole call
     * @param bodyLimit of the answer, decompressed, in bytes
     */
    Reply send(Message message, Duration deadline, int bodyLimit, Cancellation cancellation) {
        CallStage stage = new CallStage();
        Call call = http.newCall(request(message, stage));
        call.timeout().timeout(deadline.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        Runnable stop = () -> stopped.complete(true);
        cancellation.listen(stop);
        try {
            if (cancellation.cancelled()) {
                return cancelled(Reply.Reach.NOTHING);
            }
            Thread.ofVirtual()
                    .name("mem0-call")
                    .start(() -> complete(reply, call, stage, bodyLimit, message.json() == null));
            await(CompletableFuture.anyOf(reply, stopped), deadline.plus(GRACE));
            Reply.Fault why = Reply.Fault.TIME_OUT;
            if (!reply.isDone()) {
                why = stopped.isDone() ? Reply.Fault.CANCELLED : Reply.Fault.TIME_OUT;
                stage.abandon();
                call.cancel();
                await(reply, GRACE);
            }
            // Left behind, or broken by our cancelling: whatever had begun may be complete.
            Reply.Reach reach = stage.started() ? Reply.Reach.ALL : Reply.Reach.NOTHING;
            Reply fallback =
                    why == Reply.Fault.CANCELLED
                            ? cancelled(reach)
                            : new Reply.Broken(why, reach, "No answer before the deadline.");
            Reply result = reply.getNow(fallback);
            return result instanceof Reply.Broken broken && stopped.isDone()
                    ? cancelled(broken.reach())
                    : result;
        } catch (InterruptedException interrupted) {
            stage.abandon();
            call.cancel();
            Thread.currentThread().interrupt();
            return cancelled(stage.started() ? Reply.Reach.ALL : Reply.Reach.NOTHING);
        } finally {
            cancellation.forget(stop);
        }
    }

    private static Reply cancelled(Reply.Reach reach) {
        return new Reply.Broken(Reply.Fault.CANCELLED, reach, "Cancelled.");
    }

    private static void await(CompletableFuture<?> future, Duration longest)
            throws InterruptedException {
        try {
            future.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
            // the caller looks which of them is done
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private static Request request(Message message, CallStage stage) {
        Request.Builder request =
                new Request.Builder().url(message.url()).tag(CallStage.class, stage);
        message.headers().forEach(request::header);
        String json = message.json();
        return request.method(
                        message.method(),
                        json == null
                                ? null
                                : new OneShotJson(json.getBytes(StandardCharsets.US_ASCII), stage))
                .build();
    }

    /** Never leaves the future open, whatever happens. */
    private static void complete(
            CompletableFuture<Reply> reply,
            Call call,
            CallStage stage,
            int bodyLimit,
            boolean withoutBody) {
        try {
            reply.complete(exchange(call, stage, bodyLimit, withoutBody));
        } catch (RuntimeException | Error bug) {
            reply.completeExceptionally(bug);
        }
    }

    private static Reply exchange(Call call, CallStage stage, int bodyLimit, boolean withoutBody) {
        try (Response response = call.execute()) {
            boolean complete = withoutBody || stage.reach() == Reply.Reach.ALL;
            return new Reply.Answered(
                    response.code(), response.headers(), complete, body(response, bodyLimit));
        } catch (IOException e) {
            return new Reply.Broken(fault(e, stage), stage.reach(), reason(e));
        } catch (ProxyVariables.Unusable e) {
            return new Reply.Broken(
                    Reply.Fault.NAME, stage.reach(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Not its message, which may hold an address with a password.
            return new Reply.Broken(
                    Reply.Fault.CONNECTION,
                    stage.reach(),
                    "The request could not be made: " + e.getClass().getSimpleName() + ".");
        }
    }

    private static Reply.Body body(Response response, int limit) {
        try {
            Buffer bytes = new Buffer();
            while (bytes.size() <= limit) {
                if (response.body().source().read(bytes, 8192) == -1) {
                    return new Reply.Body.Whole(bytes.readByteString());
                }
            }
            return new Reply.Body.Damaged(
                    UploadResult.Doubt.FORM,
                    "The answer is larger than %,d bytes.".formatted(limit));
        } catch (InterruptedIOException timeOut) {
            return new Reply.Body.Damaged(
                    UploadResult.Doubt.TIME_OUT,
                    "The answer was not complete before the deadline.");
        } catch (IOException cut) {
            return new Reply.Body.Damaged(
                    UploadResult.Doubt.CONNECTION, "The answer broke off: " + reason(cut));
        }
    }

    private static Reply.Fault fault(IOException e, CallStage stage) {
        if (e instanceof InterruptedIOException) {
            return Reply.Fault.TIME_OUT;
        }
        if (stage.reach() == Reply.Reach.NOTHING) {
            if (e instanceof UnknownHostException) {
                return Reply.Fault.NAME;
            }
            if (e instanceof SSLException) {
                return Reply.Fault.TLS;
            }
        }
        return Reply.Fault.CONNECTION;
    }

    private static String reason(IOException e) {
        String words = e.getMessage();
        return words == null ? e.getClass().getSimpleName() : Words.of(words);
    }

    /** Lets idle connections go; calls under way go on. */
    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
