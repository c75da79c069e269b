package org.mem0queue.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks another program of the system something, with a limit to time and output. A program that is
 * not there, fails, or is too slow gives an empty answer: none of those is a reason for ours to
 * stop.
 */
final class BoundedCommand {
    private static final int MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

    private BoundedCommand() {}

    /** Standard output of the command if it ended with 0 within the time limit. */
    static Optional<String> output(Duration limit, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException notThere) {
            return Optional.empty();
        }
        try {
            process.getOutputStream().close();
            return answerOf(process, limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | ExecutionException | TimeoutException noAnswer) {
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Optional<String> answerOf(Process process, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<byte[]> reading = new CompletableFuture<>();
        // Apart, because a read cannot be given a time limit; killing the process ends it.
        Thread.ofVirtual()
                .name("output of " + process.pid())
                .start(
                        () -> {
                            try (InputStream stream = process.getInputStream()) {
                                reading.complete(stream.readNBytes(MAX_OUTPUT_BYTES));
                            } catch (IOException cutOff) {
                                reading.completeExceptionally(cutOff);
                            }
                        });
        byte[] bytes = reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        return ended && process.exitValue() == 0
                ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
