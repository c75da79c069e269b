package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A fault at each of many system calls, one run after the other. */
final class StruckCalls {
    private StruckCalls() {}

    /**
     * Strikes at each, two at a time: the runs wait for processes most of the time. All are tried
     * before any failure is told.
     *
     * @param seed told with the failures
     */
    static void each(List<Strace.Call> calls, Seed seed, Consumer<Strace.Call> run) {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<?>> all = new ArrayList<>();
            for (Strace.Call call : calls) {
                all.add(
                        two.submit(
                                () -> {
                                    try {
                                        run.accept(call);
                                    } catch (AssertionError | RuntimeException e) {
                                        failures.add("at " + call + ": " + e);
                                    }
                                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        assertThat(failures).as("%s", seed).isEmpty();
    }
}
