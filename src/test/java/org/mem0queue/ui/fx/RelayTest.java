package org.mem0queue.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class RelayTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Object> received = new ArrayList<>();

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Test
    void onlyTheNewestArrivesAndOneTaskIsOutstanding() {
        Relay<Integer> relay = Relay.newestWins(received::add, tasks::add);
        for (int i = 0; i < 1000; i++) {
            relay.accept(i);
        }
        assertThat(tasks).hasSize(1);
        runAll();
        assertThat(received).containsExactly(999);
    }

    @Test
    void afterDeliveryANewValueGetsANewTask() {
        Relay<Integer> relay = Relay.newestWins(received::add, tasks::add);
        relay.accept(1);
        runAll();
        relay.accept(2);
        assertThat(tasks).hasSize(1);
        runAll();
        assertThat(received).containsExactly(1, 2);
    }

    @Test
    void whatHasComeCanBeTakenAtOnceAndDoesNotArriveAgain() {
        Relay<Integer> relay = Relay.newestWins(received::add, tasks::add);
        relay.catchUp();
        relay.accept(1);
        relay.accept(2);
        relay.catchUp();
        assertThat(received).containsExactly(2);
        runAll();
        assertThat(received).containsExactly(2);
        relay.accept(3);
        runAll();
        assertThat(received).containsExactly(2, 3);
    }

    @Test
    void nothingArrivesAfterClosing() {
        Relay<Integer> relay = Relay.newestWins(received::add, tasks::add);
        relay.accept(1);
        relay.close();
        relay.accept(2);
        runAll();
        assertThat(received).isEmpty();
    }

    @Test
    void gatheringLosesNothingUnderContention() throws InterruptedException {
        int each = 5000;
        int threads = 4;
        List<Integer> sums = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(threads);
        try (ExecutorService receiver = Executors.newSingleThreadExecutor();
                ExecutorService senders = Executors.newFixedThreadPool(threads)) {
            Relay<Integer> relay = Relay.gathering(Integer::sum, sums::add, receiver);
            for (int t = 0; t < threads; t++) {
                senders.execute(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                relay.accept(1);
                            }
                            done.countDown();
                        });
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(sums.stream().mapToInt(Integer::intValue).sum()).isEqualTo(each * threads);
    }
}
