package org.mem0queue.bench;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.QueueService;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueFile;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * T1: one entry appended to a queue file of 100 MB by a legacy rewrite and rename, until the new
 * counts are known. Limit: finding the first byte that differs, by mapping the file and comparing
 * it with a kept copy. Peer: Python's {@code json.load}. Arguments: number of entries.
 */
final class ChangeBench {
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 25;
    private static final int LOADS = 5;

    private ChangeBench() {}

    public static void main(String[] arguments) throws Exception {
        int entries =
                arguments.length > 0 ? Integer.parseInt(arguments[0]) : Workplace.ENTRIES_OF_100_MB;
        Path folder = Workplace.withQueue("change", entries);
        Path file = folder.resolve("mem0_queue.json");
        Samples ours = new Samples();
        Samples reading = new Samples();
        Samples compare = new Samples();
        Samples unchanged = new Samples();
        Samples python = new Samples();
        QueueFile queueFile = new QueueFile(new QueueDirectory(folder));
        try (QueueService service = new QueueService(Workplace.setup(folder, false));
                LegacyProgram legacy = new LegacyProgram(folder)) {
            service.look();
            queueFile.read();
            legacy.ask("open");
            Copy copy = new Copy(file);
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                if (round == WARM_UP) {
                    ours.clear();
                    reading.clear();
                    compare.clear();
                    unchanged.clear();
                }
                long expected = Long.parseLong(legacy.ask("append"));
                if (round % 2 == 0) {
                    compare.time(copy::firstDifference);
                    look(service, ours, expected);
                } else {
                    look(service, ours, expected);
                    compare.time(copy::firstDifference);
                }
                reading.time(queueFile::read);
                look(service, unchanged, expected);
                copy.take();
            }
            for (int i = 0; i < LOADS; i++) {
                legacy.time("load", python);
            }
        }
        System.out.println("look after a change: " + ours);
        System.out.println("of it QueueFile.read: " + reading);
        System.out.println("mmap and compare:     " + compare);
        System.out.println("python json.load:     " + python);
        Table table =
                new Table(
                        "T1, one entry appended to "
                                + Table.number(Files.size(file) / 1e6)
                                + " MB, medians of "
                                + ROUNDS
                                + " rounds in a warm JVM");
        table.atMost("change -> new counts known", ours, "mmap compare", compare, 4);
        table.atLeast("change -> new counts known", ours, "python json.load", python, 15);
        table.compare(
                "of it: the queue file read",
                "ms",
                reading.processorMedian(),
                "processor, mmap compare",
                compare.processorMedian());
        table.note("a look when nothing changed, processor", unchanged.processorMedian(), "ms");
        table.print();
    }

    private static void look(QueueService service, Samples samples, long expected)
            throws Exception {
        QueueSnapshot snapshot = samples.time(service::look);
        if (snapshot.counts().pending() != expected) {
            throw new IllegalStateException(snapshot + ", expected " + expected);
        }
    }

    /** The last version in memory, as the limit keeps it. */
    private static final class Copy {
        private final Path file;
        private Arena arena = Arena.ofShared();
        private MemorySegment bytes = MemorySegment.NULL;

        Copy(Path file) throws IOException {
            this.file = file;
            take();
        }

        long firstDifference() throws IOException {
            try (Arena mapping = Arena.ofConfined();
                    FileChannel channel = FileChannel.open(file)) {
                MemorySegment now =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping);
                return bytes.mismatch(now);
            }
        }

        void take() throws IOException {
            Arena next = Arena.ofShared();
            try (Arena mapping = Arena.ofConfined();
                    FileChannel channel = FileChannel.open(file)) {
                MemorySegment now =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping);
                bytes = next.allocate(now.byteSize()).copyFrom(now);
            }
            arena.close();
            arena = next;
        }
    }
}
