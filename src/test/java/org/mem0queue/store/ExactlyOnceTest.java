package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Two saves and a merge, a third save and another merge, with a fault at the n-th call that changes
 * the disk, for every n until there is none left to fail. Then another process goes on without
 * faults. What was acknowledged must be in a file at every moment and in the queue exactly once in
 * the end.
 */
class ExactlyOnceTest {
    /** More than the longest run makes. */
    private static final int MOST_CALLS = 300;

    @TempDir Path folder;

    /** What Python does between the fault and the next process. */
    private enum Meanwhile {
        NOTHING,
        SAVES,
        SYNCS
    }

    @Test
    void afterAFailureAtAnyCallEachAcknowledgedMemoryArrivesOnce() {
        faultAtEveryCall(false, Meanwhile.NOTHING);
    }

    @Test
    void afterACrashAtAnyCallEachAcknowledgedMemoryArrivesOnce() {
        faultAtEveryCall(true, Meanwhile.NOTHING);
    }

    @Test
    void alsoWhenPythonSavesAfterTheFailure() {
        faultAtEveryCall(false, Meanwhile.SAVES);
    }

    @Test
    void alsoWhenPythonSavesAfterTheCrash() {
        faultAtEveryCall(true, Meanwhile.SAVES);
    }

    /** What a worker has sent meanwhile must not be merged, and sent, again. */
    @Test
    void alsoWhenPythonSendsTheQueueAfterTheFailure() {
        faultAtEveryCall(false, Meanwhile.SYNCS);
    }

    @Test
    void alsoWhenPythonSendsTheQueueAfterTheCrash() {
        faultAtEveryCall(true, Meanwhile.SYNCS);
    }

    private void faultAtEveryCall(boolean crash, Meanwhile between) {
        List<Integer> harmless = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(4);
                Python python = Python.legacy("serve", folder)) {
            int first = 1;
            while (harmless.isEmpty()) {
                assertThat(first).isLessThan(MOST_CALLS);
                List<CompletableFuture<Void>> some = new ArrayList<>();
                for (int n = first; n < first + 16; n++) {
                    int call = n;
                    some.add(
                            CompletableFuture.runAsync(
                                    () -> {
                                        if (!new Run(folder, call, crash)
                                                .survives(between, python)) {
                                            harmless.add(call);
                                        }
                                    },
                                    threads));
                }
                some.forEach(CompletableFuture::join);
                first += 16;
            }
        }
        assertThat(Collections.min(harmless)).as("calls of a run").isGreaterThan(40);
    }

    /** One run with one fault. */
    private static final class Run {
        private final QueueFixture queue;
        private final Faults.AtCall fault;
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> maybe = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final List<String> sent = new ArrayList<>();
        private final List<String> theirs = new ArrayList<>(List.of("text of p0", "text of p1"));

        Run(Path folder, int n, boolean crash) {
            try {
                this.queue = new QueueFixture(Files.createTempDirectory(folder, "n" + n + "-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            this.fault = crash ? Faults.AtCall.crashes(n) : Faults.AtCall.fails(n);
        }

        /** Answers false if there was no n-th call. */
        boolean survives(Meanwhile between, Python python) {
            queue.pythonQueue(2, 1);
            // An earlier process has left a marker, a backup and a save that waits.
            QueueStore earlier = queue.store();
            save(earlier, "earlier");
            QueueFixture.flush(earlier);
            save(earlier, "waiting");

            QueueStore store = queue.store(Disk.withFaults(fault));
            try {
                save(store, "one");
                save(store, "two a", "two b");
                QueueFixture.tryFlush(store, Duration.ZERO);
                save(store, "three");
                QueueFixture.tryFlush(store, Duration.ZERO);
            } catch (Faults.Crash crash) {
                // this process is gone
            }
            nothingIsMissing("after the fault");
            String name = queue.directory().path().getFileName().toString();
            switch (between) {
                case NOTHING -> {}
                case SAVES -> {
                    assertThat(python.ask("save " + name)).isEqualTo("done");
                    theirs.add("text of theirs");
                }
                case SYNCS -> {
                    sent.addAll(queued());
                    assertThat(python.ask("sync " + name)).isEqualTo("done");
                }
            }
            nothingIsMissing("after Python");

            QueueStore next = queue.store();
            FlushResult.Merged merged = QueueFixture.flush(next);
            assertThat(merged.left()).as(fault.where()).isZero();
            everythingIsThereOnce();
            assertThat(QueueFixture.flush(next).merged()).as(fault.where()).isZero();
            save(next, "last");
            QueueFixture.flush(next);
            everythingIsThereOnce();
            return fault.happened();
        }

        private void save(QueueStore store, String... contents) {
            List<String> texts = List.of(contents);
            maybe.addAll(texts); // until it is answered
            SaveResult result =
                    store.spool().accept(texts.stream().map(QueueFixture::memory).toList());
            switch (result) {
                case SaveResult.Accepted ignored -> {
                    maybe.removeAll(texts);
                    acknowledged.addAll(texts);
                }
                case SaveResult.NotSaved ignored -> {
                    maybe.removeAll(texts);
                    refused.addAll(texts);
                }
                case SaveResult.MaybeSaved(List<String> ids, String ignored) ->
                        assertThat(ids).as(fault.where()).hasSameSizeAs(texts);
            }
        }

        private List<String> queued() {
            List<String> texts = new ArrayList<>();
            for (JsonNode entry : queue.queueJson().path("queue")) {
                texts.add(entry.path("content").asText());
            }
            return texts;
        }

        private void nothingIsMissing(String when) {
            List<String> here = new ArrayList<>(queued());
            here.addAll(contents(queue.directory().spool()));
            here.addAll(sent);
            assertThat(here).as(when + ", " + fault.where()).containsAll(acknowledged);
            assertThat(here).as(fault.where()).containsAll(theirs);
        }

        private static List<String> contents(Path folder) {
            List<String> texts = new ArrayList<>();
            for (Path file : QueueFixture.files(folder)) {
                for (String line :
                        new String(QueueFixture.bytes(file), US_ASCII).lines().toList()) {
                    texts.add(line.replaceAll(".*\"content\": \"([^\"]*)\".*", "$1"));
                }
            }
            return texts;
        }

        private void everythingIsThereOnce() {
            List<String> arrived = new ArrayList<>(sent);
            arrived.addAll(queued());
            assertThat(arrived).as(fault.where()).doesNotHaveDuplicates();
            assertThat(arrived).as(fault.where()).containsAll(acknowledged);
            assertThat(arrived.stream().filter(refused::contains)).as(fault.where()).isEmpty();
            List<String> others = new ArrayList<>(arrived);
            others.removeAll(acknowledged);
            others.removeAll(maybe);
            assertThat(others).as(fault.where()).containsExactlyInAnyOrderElementsOf(theirs);
            JsonNode json = queue.queueJson();
            assertThat(QueueFixture.ids(json.path("failed"))).containsExactly("f0");
            assertThat(json.path("stats").path("total_queued").asInt())
                    .as(fault.where())
                    .isEqualTo(arrived.size() + 1);
            assertThat(json.path("last_100").size()).isEqualTo(arrived.size());
            assertThat(QueueFixture.files(queue.directory().spool())).as(fault.where()).isEmpty();
            assertThat(contents(queue.directory().kept()))
                    .as(fault.where())
                    .containsAll(acknowledged)
                    .doesNotHaveDuplicates();
        }
    }
}
