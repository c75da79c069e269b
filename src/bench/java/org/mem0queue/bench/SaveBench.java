package org.mem0queue.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * T3: a durable save, acknowledged, while the queue file holds 0 to 50,000 entries, with the lock
 * free and held by a Python process. Limit: one append of as many bytes with {@code fdatasync} on
 * the same disk, alternating with the saves. Peer: a save as the Python programs do it. Arguments:
 * saves per length.
 */
final class SaveBench {
    private static final int[] LENGTHS = {0, 1_000, 10_000, 50_000};
    private static final int WARM_UP = 200;
    private static final int LEGACY_LENGTH = 10_000;
    private static final int LEGACY_SAVES = 15;

    private SaveBench() {}

    public static void main(String[] arguments) throws Exception {
        int saves = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        Samples limit = new Samples();
        Samples limitHeld = new Samples();
        List<Place> places = new ArrayList<>();
        for (int length : LENGTHS) {
            places.add(new Place(length));
        }
        Path legacyFolder = Workplace.withQueue("save-legacy", LEGACY_LENGTH);
        Samples legacy = new Samples();
        try (LegacyProgram python = new LegacyProgram(legacyFolder);
                Append append = new Append(Workplace.empty("save-append").resolve("log"))) {
            for (int i = 0; i < WARM_UP; i++) {
                append.run(limit);
                for (Place place : places) {
                    place.save(place.free, i);
                }
            }
            limit.clear();
            places.forEach(place -> place.free.clear());
            for (int i = 0; i < saves; i++) {
                append.run(limit);
                for (Place place : places) {
                    place.save(place.free, i);
                }
            }
            for (Place place : places) {
                place.python.ask("hold");
            }
            for (int i = 0; i < saves; i++) {
                append.run(limitHeld);
                for (Place place : places) {
                    place.save(place.held, i);
                }
            }
            for (int i = 0; i < LEGACY_SAVES; i++) {
                python.time("save", legacy);
            }
        }
        System.out.println("append + fdatasync, free: " + limit);
        System.out.println("append + fdatasync, held: " + limitHeld);
        Table table = new Table("T3, durable saves, " + saves + " for each length and lock");
        for (Place place : places) {
            System.out.println(place.length + " entries, free: " + place.free);
            System.out.println(place.length + " entries, held: " + place.held);
            for (Samples samples : List.of(place.free, place.held)) {
                String what =
                        String.format("%,d entries, lock ", place.length)
                                + (samples == place.free ? "free" : "held");
                table.atMost(
                        what + ", p50",
                        "ms",
                        samples.median(),
                        "append + fdatasync",
                        (samples == place.free ? limit : limitHeld).median(),
                        3);
                table.bar(what + ", p99", samples.percentile(0.99), "ms", 10);
            }
        }
        Place none = places.getFirst();
        Place most = places.getLast();
        table.atMost(
                "curve, 50,000 entries", "ms", most.free.median(), "0", none.free.median(), 1.3);
        table.atMost("the same, lock held", "ms", most.held.median(), "0", none.held.median(), 1.3);
        table.atLeast(
                "10,000 entries, lock free",
                "ms",
                places.get(2).free.median(),
                "Python, not durable",
                legacy.median(),
                100);
        table.print();
        for (Place place : places) {
            place.close();
        }
    }

    /** Agents think between two saves; a burst is the matter of {@link BurstBench}. */
    private static void think() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }

    /** One queue directory with what was measured in it. */
    private static final class Place implements AutoCloseable {
        private final int length;
        private final QueueService service;
        private final LegacyProgram python;
        private final Samples free = new Samples();
        private final Samples held = new Samples();

        Place(int length) throws Exception {
            this.length = length;
            Path folder = Workplace.withQueue("save-" + length, length);
            service = new QueueService(Workplace.setup(folder, true));
            python = new LegacyProgram(folder);
        }

        void save(Samples samples, int number) throws Exception {
            List<NewMemory> memory = List.of(Workplace.memory(number));
            think();
            SaveResult result = samples.time(() -> service.save(memory));
            if (!(result instanceof SaveResult.Accepted)) {
                throw new IllegalStateException(result.toString());
            }
        }

        @Override
        public void close() throws Exception {
            service.close();
            python.close();
        }
    }

    /** As many bytes as a save has, appended and synced. */
    private static final class Append implements AutoCloseable {
        private final FileChannel channel;
        private final byte[] record = ("x".repeat(700) + "\n").getBytes(UTF_8);

        Append(Path file) throws IOException {
            channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        void run(Samples samples) throws Exception {
            think();
            samples.time(
                    () -> {
                        channel.write(ByteBuffer.wrap(record));
                        channel.force(false);
                        return null;
                    });
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
