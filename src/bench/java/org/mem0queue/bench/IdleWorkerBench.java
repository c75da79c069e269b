package org.mem0queue.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.sync.StubApi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code worker} costs while it has nothing to do: processor time and proportional memory of
 * the built program with the flags of {@code packaging/systemd}, after it has sent 200 memories.
 * Linux only. Arguments: seconds to look at it.
 */
final class IdleWorkerBench {
    private static final double PROCESSOR_PERCENT = 0.5;
    private static final double MEMORY_MB = 120;
    private static final int MEMORIES = 200;
    private static final double TICKS_PER_SECOND = 100; // USER_HZ of every Linux

    private IdleWorkerBench() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        Path folder = Workplace.withQueue("idle", MEMORIES);
        Path home = Workplace.empty("idle-home");
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            List<String> command =
                    FreshProcess.program(flags(), "--dir", folder.toString(), "worker");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment()
                    .putAll(
                            Map.of(
                                    "HOME", home.toString(),
                                    "MEM0_API_URL", api.address().toString()));
            builder.redirectOutput(home.resolve("out").toFile());
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            Process process = builder.start();
            try {
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
                while (api.stored().size() < MEMORIES) {
                    if (System.nanoTime() > deadline || !process.isAlive()) {
                        throw new IOException("the worker has not sent what was pending");
                    }
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
                LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
                long before = ticks(process.pid());
                long start = System.nanoTime();
                LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
                double took = (System.nanoTime() - start) / 1e9;
                double percent = (ticks(process.pid()) - before) / TICKS_PER_SECOND / took * 100;
                Table table = new Table("The worker with nothing to do, over " + seconds + " s");
                table.bar("processor", percent, "% of a core", PROCESSOR_PERCENT);
                table.bar("memory (PSS)", pss(process.pid()), "MB", MEMORY_MB);
                table.print();
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
        System.exit(0);
    }

    /** Those with which it is meant to be started. */
    private static List<String> flags() throws IOException {
        Path unit = Path.of("packaging", "systemd", "mem0-queue-worker.service");
        for (String line : Files.readAllLines(unit)) {
            if (line.startsWith("ExecStart=")) {
                List<String> flags = new ArrayList<>();
                for (String word : line.split(" ")) {
                    if (word.startsWith("-X") || word.startsWith("--enable")) {
                        flags.add(word);
                    }
                }
                return flags;
            }
        }
        throw new IOException("no ExecStart in " + unit);
    }

    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), UTF_8);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static double pss(long pid) throws IOException {
        for (String line :
                Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D+", "")) / 1024.0;
            }
        }
        throw new IOException("no Pss");
    }
}
