package org.mem0queue.bench;

import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.LedgerBatch;
import org.mem0queue.ledger.LedgerOpening;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.ledger.Sighting;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewAct;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * What the ledger costs: a first look at many memories, one memory more, its size, and searching.
 * Limits beside them: writing the same bytes to a file durably, and comparing every text one by
 * one. Arguments: memories (100,000), characters of each text (500).
 */
final class LedgerBench {
    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");
    private static final int ROUNDS = 25;
    private static final int INDEX_STEP = 2_000;
    private static final int WORDS = 20_000;

    private static final String[] SYLLABLES = {
        "ka", "lo", "mi", "ter", "ven", "sch", "ing", "pro", "da", "be", "con", "str", "um", "an",
        "ion", "ty", "ra", "ox", "qu", "el"
    };

    private final Path folder;
    private final Path file;
    private final List<Memory> memories;

    private LedgerBench(Path folder, List<Memory> memories) {
        this.folder = folder;
        this.file = folder.resolve("ledger.db");
        this.memories = memories;
    }

    public static void main(String[] arguments) throws Exception {
        int number = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int length = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path folder = Files.createTempDirectory("ledger-bench");
        try {
            new LedgerBench(folder, memories(number, length)).run();
        } finally {
            try (var files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    private void run() throws Exception {
        long bytes = memories.stream().mapToLong(memory -> memory.raw().length()).sum();
        System.out.printf(
                Locale.ROOT, "%,d memories, %.1f MB of JSON%n", memories.size(), bytes / 1e6);
        line("limit: the same bytes to a file, and fsync", time(this::plainWrite));
        long begun = System.nanoTime();
        Ledger ledger = open(START);
        line("opening, library and schema included", System.nanoTime() - begun);
        List<Sighting> sightings = sightings(START);
        long first = time(() -> done(ledger.record(LedgerBatch.ofSightings(sightings))));
        line("first look, one transaction", first);
        System.out.printf(
                Locale.ROOT, "  of it per memory%33.1f µs%n", first / 1e3 / memories.size());
        List<Sighting> again = sightings(START.plus(Duration.ofSeconds(5)));
        line(
                "the same look again, nothing changed",
                time(() -> done(ledger.record(LedgerBatch.ofSightings(again)))));
        searches(ledger, "not indexed yet");
        long index =
                time(
                        () -> {
                            while (done(ledger.index(INDEX_STEP)) > 0) {
                                // the next step
                            }
                            return 0;
                        });
        line("indexing the rest, in steps of " + INDEX_STEP, index);
        searches(ledger, "indexed");
        one(ledger);
        line("counts by state", median(() -> done(ledger.counts())));
        act(ledger);
        ledger.close();
        System.out.printf(
                Locale.ROOT,
                "%-45s%8.1f MB, %.0f bytes per memory, %.2f of its JSON%n",
                "size",
                Files.size(file) / 1e6,
                (double) Files.size(file) / memories.size(),
                (double) Files.size(file) / bytes);
        line("opening again", median(() -> reopen(START.plus(Duration.ofMinutes(1)))));
        line("opening with the daily check", time(() -> reopen(START.plus(Duration.ofDays(2)))));
    }

    private void one(Ledger ledger) throws Exception {
        int[] next = {0};
        line(
                "one memory more, durable",
                median(
                        () ->
                                done(
                                        ledger.record(
                                                LedgerBatch.ofSightings(
                                                        List.of(
                                                                new Sighting(
                                                                        memory(
                                                                                "more-" + next[0]++,
                                                                                "one more"),
                                                                        START)))))));
        line("limit: 1 kB to a file, and fsync", median(this::smallWrite));
    }

    private void act(Ledger ledger) throws Exception {
        List<NewAct.Target> targets =
                memories.stream()
                        .limit(10_000)
                        .map(memory -> new NewAct.Target(memory.id(), memory.raw().text()))
                        .toList();
        line(
                "an act with " + targets.size() + " ids and their undo",
                time(
                        () ->
                                done(
                                        ledger.recordAct(
                                                new NewAct(
                                                        START,
                                                        "bench",
                                                        ActKind.RETRY,
                                                        "",
                                                        targets,
                                                        OptionalLong.empty())))));
    }

    private void searches(Ledger ledger, String when) throws Exception {
        String rare = rareWord();
        line("search, " + when + ": a rare word", search(ledger, rare));
        line("search, " + when + ": a frequent word", search(ledger, "con"));
        line("search, " + when + ": two words", search(ledger, "con " + rare));
        line("search, " + when + ": nothing there", search(ledger, "zzz"));
        line("search, " + when + ": two characters", search(ledger, "xk"));
        line(
                "limit: every text compared",
                median(
                        () ->
                                memories.stream()
                                        .filter(
                                                memory ->
                                                        memory.detail()
                                                                .contentText()
                                                                .orElse("")
                                                                .toLowerCase(Locale.ROOT)
                                                                .contains(rare))
                                        .count()));
    }

    private String rareWord() {
        String text = memories.get(memories.size() / 3).detail().contentText().orElseThrow();
        return Arrays.stream(text.split(" "))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow();
    }

    private static long search(Ledger ledger, String query) throws Exception {
        return median(() -> done(ledger.search(query, 100)));
    }

    private Ledger open(Instant now) {
        return switch (Ledger.open(file, InstantSource.fixed(now))) {
            case LedgerOpening.Opened(Ledger ledger, String ignored) -> ledger;
            case LedgerOpening.Newer(String sentence) -> throw new IllegalStateException(sentence);
            case LedgerOpening.Unavailable(String sentence) ->
                    throw new IllegalStateException(sentence);
        };
    }

    private int reopen(Instant now) {
        open(now).close();
        return 0;
    }

    private int plainWrite() throws IOException {
        Path plain = folder.resolve("plain");
        try (FileChannel channel =
                FileChannel.open(plain, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (Memory memory : memories) {
                channel.write(ByteBuffer.wrap(memory.raw().bytes()));
            }
            channel.force(true);
        }
        return 0;
    }

    private int smallWrite() throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        folder.resolve("plain"),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(new byte[1024]));
            channel.force(true);
        }
        return 0;
    }

    private List<Sighting> sightings(Instant time) {
        return memories.stream().map(memory -> new Sighting(memory, time)).toList();
    }

    private static List<Memory> memories(int number, int length) {
        Random random = new Random(1);
        String[] words = new String[WORDS];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.toString();
        }
        List<Memory> memories = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                // few words are frequent, most are rare
                text.append(words[(int) (Math.pow(random.nextDouble(), 3) * words.length)])
                        .append(' ');
            }
            memories.add(memory(new UUID(i, random.nextLong()).toString(), text + ""));
        }
        return memories;
    }

    private static Memory memory(String id, String content) {
        return new Memory(
                id,
                false,
                "project",
                START,
                0,
                MemoryState.PENDING,
                RawJson.of(
                        "{\"id\": \""
                                + id
                                + "\", \"project_id\": \"project\", \"content\": "
                                + Json.quote(content)
                                + ", \"timestamp\": "
                                + START.getEpochSecond()
                                + ", \"retries\": 0}"));
    }

    private static <T> T done(LedgerResult<T> result) {
        return result.done()
                .orElseThrow(() -> new IllegalStateException(result.notDone().toString()));
    }

    private static long time(Callable<?> work) throws Exception {
        long begun = System.nanoTime();
        work.call();
        return System.nanoTime() - begun;
    }

    private static long median(Callable<?> work) throws Exception {
        long[] times = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            times[i] = time(work);
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static void line(String what, long nanos) {
        System.out.printf(Locale.ROOT, "%-45s%8.1f ms%n", what, nanos / 1e6);
    }
}
