package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mem0queue.queue.Memory;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Reading only what changed must tell the same as reading everything. */
class IncrementalReadingTest {
    @TempDir Path folder;

    /** A queue that changes at random, in the ways programs and people change it, and in others. */
    private static final class Changing {
        private final Random random;
        private final int contentLength;
        private final List<String> queue = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private final List<String> last = new ArrayList<>();
        private int number;
        private int synced;
        private String first = "";
        private String rest = "";
        private boolean failedFirst;
        private boolean statsFirst;
        private boolean stats = true;

        Changing(Random random, int contentLength) {
            this.random = random;
            this.contentLength = contentLength;
        }

        private String entry() {
            String content = "x".repeat(1 + random.nextInt(contentLength)) + number;
            String extra =
                    switch (random.nextInt(40)) {
                        case 0 -> ", \"deep\": {\"a\": [1, {\"b\": []}]}";
                        case 1 -> ", \"number\": 1e999";
                        default -> "";
                    };
            return "{\"id\": \"e"
                    + number++
                    + "\", \"project_id\": \"p"
                    + random.nextInt(3)
                    + "\", \"content\": \""
                    + content
                    + "\", \"timestamp\": "
                    + (1764460800 + number)
                    + ", \"retries\": "
                    + random.nextInt(3)
                    + extra
                    + "}";
        }

        void change() {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3, 4 -> append(1 + random.nextInt(3));
                case 5 -> append(20);
                case 6 -> removeSome(random.nextInt(Math.max(1, queue.size())), 1);
                case 7 -> removeSome(0, random.nextInt(1 + queue.size() / 2));
                case 8 -> { // a worker is done: all gone but what failed
                    failed.addAll(queue.subList(0, queue.size() / 10));
                    failed.subList(0, Math.max(0, failed.size() - 30)).clear();
                    synced += queue.size();
                    queue.clear();
                }
                case 9 -> {
                    if (!queue.isEmpty()) {
                        int i = random.nextInt(queue.size());
                        queue.set(i, queue.get(i).replace("\"retries\": 0", "\"retries\": 1"));
                    }
                }
                case 10 -> Collections.shuffle(queue, random);
                case 11 -> failedFirst = !failedFirst;
                case 12 -> first = random.nextBoolean() ? "" : "\"a\": [" + number + "], ";
                case 13 -> oddity();
                case 14 -> rest = random.nextBoolean() ? "" : ", \"z\": {\"n\": " + number + "}";
                default -> statsFirst = random.nextInt(4) == 0;
            }
        }

        private void append(int count) {
            for (int i = 0; i < count; i++) {
                String entry = entry();
                queue.add(entry);
                last.add(entry);
            }
            if (last.size() > 100) {
                last.subList(0, last.size() - 100).clear();
            }
        }

        private void removeSome(int from, int count) {
            queue.subList(Math.min(from, queue.size()), Math.min(from + count, queue.size()))
                    .clear();
        }

        private void oddity() {
            switch (random.nextInt(8)) {
                case 0 -> queue.add("7");
                case 1 -> queue.add("{\"id\": \"\u00e9\"}");
                case 2 -> stats = false;
                case 3, 4, 5, 6 -> { // somebody repairs it
                    queue.removeIf(entry -> entry.length() < 20);
                    stats = true;
                }
                default ->
                        rest =
                                ", \"in_flight\": ["
                                        + entry()
                                        + "], \"mem0_queue_monitor\": {\"merged\": [\"f"
                                        + number
                                        + "\"]}";
            }
        }

        byte[] bytes() {
            String list = "\"queue\": [" + String.join(",\n", queue) + "]";
            String bad = "\"failed\": [" + String.join(",", failed) + "]";
            String counts =
                    stats
                            ? "\"stats\": {\"total_queued\": "
                                    + number
                                    + ", \"total_synced\": "
                                    + synced
                                    + ", \"last_sync\": null}"
                            : "\"x\": 1";
            List<String> members = new ArrayList<>(List.of(list, bad));
            if (failedFirst) {
                Collections.reverse(members);
            }
            members.add(statsFirst ? 0 : members.size(), counts);
            members.add("\"last_100\": [" + String.join(", ", last) + "]");
            return ("{" + first + String.join(", ", members) + rest + "}").getBytes(UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 500, 20", "2, 120, 6000", "3, 40, 60000"})
    void readingWhatChangedTellsTheSameAsReadingEverything(long seed, int steps, int length)
            throws Exception {
        System.out.println("IncrementalReadingTest seed " + seed);
        Changing changing = new Changing(new Random(seed), length);
        Path file = folder.resolve("queue.json");
        QueueDocument previous = null;
        int resumed = 0;
        for (int step = 0; step < steps; step++) {
            byte[] bytes = changing.bytes();
            QueueDocument fresh = QueueParser.parse(SharedBlocks.of(bytes), null);
            SharedBlocks blocks = blocks(file, bytes, previous);
            QueueDocument incremental = QueueParser.parse(blocks, previous);
            String where = "seed " + seed + ", step " + step;
            assertThat(describe(incremental)).as(where).isEqualTo(describe(fresh));
            assertThat(incremental.oddities()).as(where).isEqualTo(fresh.oddities());
            assertThat(incremental.ascii()).as(where).isEqualTo(fresh.ascii());
            assertThat(incremental.merged()).as(where).isEqualTo(fresh.merged());
            resumed += previous != null && QueueParser.canResume(blocks, previous) ? 1 : 0;
            previous = incremental;
            changing.change();
        }
        assertThat(resumed).as("steps that took the short way").isGreaterThan(steps / 10);
    }

    private static SharedBlocks blocks(Path file, byte[] bytes, QueueDocument previous)
            throws IOException {
        Files.write(file, bytes);
        try (FileChannel channel = FileChannel.open(file)) {
            return SharedBlocks.read(channel, previous == null ? null : previous.blocks());
        }
    }

    /** Everything that a reader can see of it. */
    private static List<String> describe(QueueDocument document) {
        List<String> lines = new ArrayList<>();
        for (QueueDocument.Member member : document.members()) {
            lines.add(
                    member.name()
                            + " "
                            + member.count()
                            + " "
                            + (member.raw() == null
                                    ? ""
                                    : member.raw().offset() + " " + member.raw().text()));
            if (member.entries() != null) {
                for (Memory memory : member.entries()) {
                    lines.add(
                            memory.id()
                                    + " "
                                    + memory.idDerived()
                                    + " "
                                    + memory.projectId()
                                    + " "
                                    + memory.timestamp()
                                    + " "
                                    + memory.retries()
                                    + " "
                                    + memory.state()
                                    + " "
                                    + memory.raw().offset()
                                    + " "
                                    + memory.raw().text());
                }
            }
        }
        lines.add(
                document.stats().totalQueued()
                        + " "
                        + document.stats().totalSynced()
                        + " "
                        + document.stats().lastSync());
        return lines;
    }

    /** A queue that grows for days: each version would keep its last blocks of 256 kB for ever. */
    @Test
    void anOlderVersionIsLetGoThoughItsEntriesAreStillQueued() throws Exception {
        Changing changing = new Changing(new Random(4), 2000);
        changing.append(400);
        Path file = folder.resolve("queue.json");
        QueueDocument first = QueueParser.parse(blocks(file, changing.bytes(), null), null);
        WeakReference<SharedBlocks> old =
                new WeakReference<>(Objects.requireNonNull(first.blocks()));
        changing.append(1);
        SharedBlocks blocks = blocks(file, changing.bytes(), first);
        assertThat(QueueParser.canResume(blocks, first)).isTrue();
        QueueDocument second = QueueParser.parse(blocks, first);
        first = null;
        for (int i = 0; i < 100 && old.get() != null; i++) {
            System.gc();
        }
        assertThat(old.get()).isNull();
        assertThat(second.queue()).hasSize(401);
        assertThat(second.queue().getFirst().raw().text()).startsWith("{\"id\": \"e0\"");
    }

    @Test
    void equalBlocksAreSharedBetweenVersions() throws IOException {
        byte[] bytes = new byte[SharedBlocks.BLOCK_BYTES * 3 + 10];
        Path file = folder.resolve("bytes");
        Files.write(file, bytes);
        SharedBlocks one;
        try (FileChannel channel = FileChannel.open(file)) {
            one = SharedBlocks.read(channel, null);
        }
        bytes[bytes.length - 1] = 1;
        Files.write(file, bytes);
        try (FileChannel channel = FileChannel.open(file)) {
            SharedBlocks two = SharedBlocks.read(channel, one);
            assertThat(two.size()).isEqualTo(bytes.length);
            assertThat(two.mismatch(one)).isEqualTo(bytes.length - 1);
            assertThat(two.sharedWith(one)).isEqualTo(3);
            byte[] all = new byte[bytes.length];
            two.copy(0, all, 0, all.length);
            assertThat(all).isEqualTo(bytes);
        }
    }
}
