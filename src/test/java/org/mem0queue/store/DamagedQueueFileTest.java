package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A file that cannot be understood is copied aside at first sight and never overwritten. */
class DamagedQueueFileTest {
    private static final String GOOD =
            QueueFixture.pythonText(
                    List.of(QueueFixture.entry("p0", "\\ud83d\\ude00")), List.of(), 1, 0);

    @TempDir Path folder;

    @Test
    void aFileCutAtAnyByteIsCopiedAsideAndNeverOverwritten() {
        String small =
                "{\"queue\": [{\"id\": \"a\", \"content\": \"\\ud83d\"}], \"failed\": [],"
                        + " \"stats\": {\"total_queued\": 1e0, \"last_sync\": null}}";
        byte[] good = small.getBytes(UTF_8);
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (int n = 0; n < good.length; n++) {
            all.put("cut at " + n, Arrays.copyOf(good, n));
        }
        stayAsTheyAre(all);
    }

    @Test
    void aDamagedFileIsCopiedAsideAndNeverOverwritten() {
        String half = GOOD.substring(0, GOOD.length() / 2);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("one NUL", "\0");
        texts.put("all NUL", "\0".repeat(4096));
        texts.put("NUL tail", half + "\0".repeat(GOOD.length() - half.length()));
        texts.put("NUL behind the end", GOOD + "\0\0");
        texts.put("half old, half new", half + GOOD.substring(0, 200) + half);
        texts.put("two documents", GOOD + GOOD);
        texts.put("two documents on two lines", GOOD + "\n" + GOOD);
        texts.put("trailing text", GOOD + "x");
        texts.put("trailing brace", GOOD + "}");
        texts.put("a mark only", "\ufeff");
        texts.put("a mark and a cut file", "\ufeff" + half);
        texts.put("two marks", "\ufeff\ufeff" + GOOD);
        texts.put("white space only", " \n ");
        texts.put("a list", "[]");
        texts.put("a text", "\"queue\"");
        texts.put("null", "null");
        texts.put("queue is an object", "{\"queue\": {}, \"failed\": []}");
        texts.put("failed is null", "{\"queue\": [], \"failed\": null}");
        texts.put("raw line break in a text", "{\"queue\": [], \"a\": \"\n\"}");
        texts.put("wrong escape", "{\"queue\": [], \"a\": \"\\x\"}");
        texts.put("trailing comma", "{\"queue\": [],}");
        texts.put("a comment", "{\"queue\": [] /* none */}");
        texts.put("single quotes", "{'queue': []}");
        texts.put("a merge conflict", "<<<<<<< HEAD\n" + GOOD);
        texts.put("nested beyond measure", "{\"queue\": [], \"d\": " + "[".repeat(200_000));
        Map<String, byte[]> all = new LinkedHashMap<>();
        texts.forEach((what, text) -> all.put(what, text.getBytes(UTF_8)));
        all.put("UTF-16", GOOD.getBytes(UTF_16LE));
        stayAsTheyAre(all);
    }

    /** Python cannot decode these either, reads an empty queue and overwrites it. */
    @Test
    void bytesThatAreNotUtf8AreNotTakenForText() {
        List<String> invalid =
                List.of(
                        "\u00ff", // no such byte in UTF-8
                        "\u0080", // continuation without a start
                        "\u00c3x", // start without a continuation
                        "\u00c0\u0080", // a NUL in two bytes
                        "\u00e0\u0080\u0080",
                        "\u00ed\u00a0\u00bd", // half a character: Python's surrogatepass
                        "\u00f4\u0090\u0080\u0080", // above the last code point
                        "\u00f0\u009f\u0098", // an emoji cut short
                        "caf\u00e9"); // Latin-1
        List<String> places =
                List.of(
                        "{\"queue\": [{\"id\": \"a\", \"content\": \"@\"}]}",
                        "{\"queue\": [{\"id\": \"a\", \"unknown\": {\"@\": [1]}}]}",
                        "{\"queue\": [], \"unknown\": \"@\"}",
                        "{\"queue\": [], \"@\": 1}");
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (String bytes : invalid) {
            for (String place : places) {
                String text = place.replace("@", bytes);
                all.put(text, text.getBytes(ISO_8859_1));
            }
        }
        stayAsTheyAre(all);
    }

    /** In parallel, because each damaged file is read again for a moment before it is believed. */
    private void stayAsTheyAre(Map<String, byte[]> files) {
        try (ExecutorService threads = Executors.newFixedThreadPool(48)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            files.forEach(
                    (what, bytes) ->
                            all.add(
                                    CompletableFuture.runAsync(
                                            () -> staysAsItIs(what, bytes), threads)));
            all.forEach(CompletableFuture::join);
        }
    }

    private void staysAsItIs(String what, byte[] bytes) {
        QueueFixture queue = inOwnFolder().write(bytes);
        QueueStore store = queue.store();

        ReadResult<QueueDocument> read = store.queueFile().read();
        assertThat(read).as(what).isInstanceOf(ReadResult.Corrupt.class);
        List<QueueSnapshots.Copy> copies = copies(store);
        assertThat(copies).as(what).hasSize(bytes.length == 0 ? 0 : 1);
        if (!copies.isEmpty()) {
            assertThat(copies.getFirst().label()).isEqualTo(QueueSnapshots.Label.DAMAGED);
            assertThat(copies.getFirst().file()).as(what).hasBinaryContent(bytes);
        }

        List<String> ids = QueueFixture.save(store, "saved all the same");
        FlushResult result = QueueFixture.tryFlush(store, Duration.ZERO);
        assertThat(result).as(what).isInstanceOf(FlushResult.Refused.class);
        assertThat(((FlushResult.Refused) result).reason())
                .contains(queue.directory().queueFile().toString(), "restore");
        assertThat(queue.queueBytes()).as(what).isEqualTo(bytes);
        assertThat(QueueFixture.spooledIds(queue.directory().spool())).isEqualTo(ids);
        assertThat(Files.exists(queue.directory().backupFile())).isFalse();
        assertThat(copies(store)).isEqualTo(copies);
    }

    private synchronized QueueFixture inOwnFolder() {
        try {
            return new QueueFixture(Files.createTempDirectory(folder, "queue"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<QueueSnapshots.Copy> copies(QueueStore store) {
        try {
            return store.snapshots().list();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void damageUnderWatchIsToldAndNothingIsWritten() throws Exception {
        QueueFixture queue = new QueueFixture(folder).write(GOOD.substring(0, 50));
        Files.writeString(queue.directory().deadLetterFile(), "{\"items\": [");
        Files.writeString(queue.directory().emergencyFile(), "{\"id\"");
        Files.writeString(queue.directory().backupFile(), GOOD);
        lookingWritesNothing(queue, "corrupt");
    }

    @Test
    void lookingWritesNothing() throws Exception {
        lookingWritesNothing(new QueueFixture(folder), "missing");
        lookingWritesNothing(new QueueFixture(folder).pythonQueue(3, 1), "ok");
        QueueFixture merged = new QueueFixture(folder);
        QueueStore store = merged.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        QueueFixture.save(store, "two");
        lookingWritesNothing(merged, "ok");
    }

    private void lookingWritesNothing(QueueFixture queue, String word) throws Exception {
        QueueDirectory files = queue.directory();
        Map<String, String> before = QueueFixture.listing(folder);
        QueueStore store = queue.watching();
        for (int i = 0; i < 2; i++) {
            assertThat(store.queueFile().read().word()).isEqualTo(word);
            assertThat(store.lock().look().free()).isTrue();
            store.spool().list();
            store.kept().find(memory -> true);
            store.snapshots().list();
            store.upkeep().keepGoodState();
            store.restore().plan(files.backupFile(), QueueFixture.START, Set.of());
            DeadLetterFile.read(files.deadLetterFile());
            LineFile.read(files.emergencyFile(), MemoryState.EMERGENCY);
            MetricsFile.read(files.metricsFile());
        }
        assertThat(QueueFixture.listing(folder)).isEqualTo(before);
    }

    /** A damaged file of 100 MB that lies there for a day must not be copied every two seconds. */
    @Test
    void oneDamagedStateIsCopiedOnceHoweverOftenItIsRead() {
        Faults.Record disk = new Faults.Record();
        QueueFixture queue = new QueueFixture(folder).write("{");
        QueueStore store = queue.store(Disk.withFaults(disk));
        for (int i = 0; i < 3; i++) {
            store.queueFile().read();
        }
        assertThat(disk.count(Disk.Call.CREATE)).isEqualTo(1);
        queue.write("{{");
        store.queueFile().read();
        assertThat(disk.count(Disk.Call.CREATE)).isEqualTo(2);
        assertThat(copies(store)).hasSize(2);
    }

    @Test
    void aCopyThatFailedIsTriedAgain() {
        Disk.Fault[] fault = {Faults.on(Disk.Call.SYNC, "snapshots")};
        QueueFixture queue = new QueueFixture(folder).write("{");
        QueueStore store =
                queue.store(Disk.withFaults((call, path) -> fault[0].before(call, path)));
        assertThat(store.queueFile().read().word()).isEqualTo("corrupt");
        assertThat(copies(store)).isEmpty();
        fault[0] = (call, path) -> {};
        assertThat(store.queueFile().read().word()).isEqualTo("corrupt");
        assertThat(copies(store)).hasSize(1);
    }

    @Test
    void aByteOrderMarkIsToldAndGoneAfterTheMergeWithNothingElse() {
        QueueFixture queue = new QueueFixture(folder).write("\ufeff" + GOOD);
        QueueStore store = queue.store();
        assertThat(store.queueFile().read().ok().orElseThrow().oddities())
                .extracting(Oddity::kind)
                .containsExactly(Oddity.Kind.BYTE_ORDER_MARK);
        String id = QueueFixture.save(store, "one").getFirst();
        QueueFixture.flush(store);
        assertThat(queue.queuedIds()).containsExactly("p0", id);
        assertThat(queue.queueText()).startsWith("{");
    }

    /** Some programs write in place: half a file that is whole a moment later is no damage. */
    @Test
    void aFileThatIsBeingWrittenInPlaceIsReadWhenItIsWhole() throws Exception {
        QueueFixture queue = new QueueFixture(folder).write(GOOD);
        try (Python writer =
                Python.start(
                        """
                        import sys
                        with open(sys.argv[1]) as file: text = file.read()
                        file = open(sys.argv[1], "w"); file.write(text[:100]); file.flush()
                        print("half", flush=True); sys.stdin.readline()
                        file.write(text[100:]); file.close()
                        """,
                        queue.directory().queueFile())) {
            writer.await("half");
            boolean[] shown = {false};
            QueueFile file =
                    new QueueFile(
                            queue.directory(),
                            QueueFile.DEFAULT_LIMIT_BYTES,
                            (path, stamp) -> {
                                if (!shown[0]) {
                                    shown[0] = true;
                                    writer.tell("go on").finish();
                                }
                            });
            assertThat(file.read().word()).isEqualTo("ok");
            assertThat(shown[0]).as("the half was shown first").isTrue();
        }
    }

    @Test
    void aTextOf50MegabytesGoesThroughUntouched() {
        String big = "x".repeat(50 << 20);
        QueueFixture queue =
                new QueueFixture(folder)
                        .write("{\"queue\": [{\"id\": \"big\", \"content\": \"" + big + "\"}]}");
        QueueStore store = queue.store();
        String id = QueueFixture.save(store, "one").getFirst();
        QueueFixture.flush(store);
        assertThat(store.queueFile().read().ok().orElseThrow().queue())
                .extracting(memory -> memory.id())
                .containsExactly("big", id);
        assertThat(queue.queueBytes()).hasSizeBetween(50 << 20, (50 << 20) + 2_000);
    }

    @Test
    void nestingOf10000GoesThroughUntouched() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        QueueFixture queue =
                new QueueFixture(folder)
                        .write(
                                "{\"queue\": [{\"id\": \"a\", \"deep\": "
                                        + deep
                                        + "}], \"d\": "
                                        + deep
                                        + "}");
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(queue.queueText().replaceAll("\\s", ""))
                .contains("\"deep\":" + deep, "\"d\":" + deep);
        assertThat(store.queueFile().read().ok().orElseThrow().queue().getFirst().detail().extra())
                .containsKey("deep");
    }

    /** The character that a block's end cuts in two is whole for the reader. */
    @Test
    void charactersAcrossTheBlocksOfABigFileAreRead() {
        for (int shift = 0; shift < 4; shift++) {
            String pad = "x".repeat(SharedBlocks.BLOCK_BYTES - 30 + shift);
            String text =
                    "{\"queue\": [], \"pad\": \"" + pad + "\ud83d\ude00é\u20ac".repeat(9) + "\"}";
            QueueFixture queue = inOwnFolder().write(text);
            QueueStore store = queue.store();
            QueueFixture.save(store, "one");
            QueueFixture.flush(store);
            assertThat(queue.queueJson().path("pad").asText())
                    .isEqualTo(pad + "\ud83d\ude00é\u20ac".repeat(9));
        }
    }

    @Test
    void aFileAboveTheLimitIsCountedAndNotMergedInto() {
        for (String mark : List.of("", "\ufeff")) {
            QueueFixture queue = inOwnFolder().write(mark + GOOD);
            QueueStore store =
                    new QueueStore(
                            queue.directory(),
                            Disk.real(),
                            QueueFixture.HERE,
                            queue.clock(),
                            QueueStore.Access.MANAGE,
                            100);
            QueueDocument document = store.queueFile().read().ok().orElseThrow();
            assertThat(document.countsOnly()).isTrue();
            assertThat(document.pendingCount()).isEqualTo(1);
            assertThat(document.stats().totalQueued()).hasValue(1);
            QueueFixture.save(store, "one");
            assertThat(QueueFixture.tryFlush(store)).isInstanceOf(FlushResult.Refused.class);
            assertThat(queue.queueText()).isEqualTo(mark + GOOD);
        }
    }

    @Test
    void aHugeNumberOfDigitsInACounterCostsNoTime() {
        QueueFixture queue =
                new QueueFixture(folder)
                        .write(
                                "{\"queue\": [], \"stats\": {\"total_queued\": "
                                        + "9".repeat(5_000_000)
                                        + "}}");
        long start = System.nanoTime();
        assertThat(queue.store().queueFile().read().word()).isEqualTo("ok");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
