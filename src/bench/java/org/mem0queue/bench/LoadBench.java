package org.mem0queue.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.mem0queue.queue.Json;
import org.mem0queue.service.QueueService;
import org.mem0queue.ui.memories.TableModel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * T2: the first look at a queue file of 100 MB, everything that lists and counts need included, and
 * the model of the memory table made of it. Peer: Jackson's streaming parser, counts only. Also the
 * heap afterwards, and a fresh {@code java -jar … status}, which needs the jar to be built.
 * Arguments: number of entries.
 */
final class LoadBench {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final int STARTS = 5;

    private LoadBench() {}

    public static void main(String[] arguments) throws Exception {
        int entries =
                arguments.length > 0 ? Integer.parseInt(arguments[0]) : Workplace.ENTRIES_OF_100_MB;
        Path folder = Workplace.withQueue("load", entries);
        Path file = folder.resolve("mem0_queue.json");
        double megabytes = Files.size(file) / 1e6;
        Samples ours = new Samples();
        Samples withTable = new Samples();
        Samples jackson = new Samples();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            if (round == WARM_UP) {
                ours.clear();
                withTable.clear();
                jackson.clear();
            }
            jackson.time(() -> countEntries(file));
            try (QueueService service = new QueueService(Workplace.setup(folder, false))) {
                ours.time(service::look);
            }
            try (QueueService service = new QueueService(Workplace.setup(folder, false))) {
                withTable.time(() -> TableModel.rows(service.look()));
            }
        }
        Samples python = new Samples();
        try (LegacyProgram legacy = new LegacyProgram(folder)) {
            for (int i = 0; i < STARTS; i++) {
                legacy.time("load", python);
            }
        }
        double heap = heapAfterLook(folder);
        System.out.println("first look:        " + ours);
        System.out.println("with the table:    " + withTable);
        System.out.println("jackson streaming: " + jackson);
        System.out.println("python json.load:  " + python);
        Table table =
                new Table(
                        "T2, first look at "
                                + Table.number(megabytes)
                                + " MB, medians of "
                                + ROUNDS
                                + " rounds in a warm JVM");
        table.atMost("first look", ours, "jackson streaming", jackson, 2);
        table.atMost("first look and table model", withTable, "jackson streaming", jackson, 2);
        table.atMost("first look and table model", withTable, "python json.load", python, 0.6);
        table.atMost("heap afterwards", "MB", heap, "file", megabytes, 1.5);
        table.print();
        fresh(folder).print();
    }

    private static Table fresh(Path folder) throws Exception {
        List<FreshProcess.Run> runs =
                FreshProcess.repeat(
                        STARTS, FreshProcess.program("--dir", folder.toString(), "status"));
        List<FreshProcess.Run> python =
                FreshProcess.repeat(
                        STARTS,
                        List.of(
                                "python3",
                                "-c",
                                "import json, sys; len(json.load(open(sys.argv[1]))['queue'])",
                                folder.resolve("mem0_queue.json").toString()));
        Table table = new Table("T2, fresh process, plain java -jar, median of " + STARTS);
        table.bar("status, wall", FreshProcess.wall(runs), "s", 3);
        table.bar("status, peak memory", FreshProcess.memory(runs), "MB", 512);
        table.compare(
                "processor time",
                "s",
                FreshProcess.processor(runs),
                "python json.load",
                FreshProcess.processor(python));
        table.compare(
                "peak memory",
                "MB",
                FreshProcess.memory(runs),
                "python json.load",
                FreshProcess.memory(python));
        return table;
    }

    private static double heapAfterLook(Path folder) throws Exception {
        double before = usedMegabytes();
        try (QueueService service = new QueueService(Workplace.setup(folder, false))) {
            Object kept = service.look();
            double after = usedMegabytes();
            java.lang.ref.Reference.reachabilityFence(kept);
            return after - before;
        }
    }

    private static double usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }

    /** Number of entries, and the attempts of each read. */
    private static long countEntries(Path file) throws IOException {
        long entries = 0;
        long retries = 0;
        try (InputStream stream = Files.newInputStream(file);
                JsonParser parser = Json.FACTORY.createParser(stream)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("retries")) {
                    parser.nextToken();
                    retries += parser.getIntValue();
                    entries++;
                }
            }
        }
        return entries + retries;
    }
}
