package org.mem0queue.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A log as the endless worker writes it: short lines with emoji, now and then a traceback. */
final class LargeLog {
    private static final String[] PROJECTS = {
        "perso", "general", "trace-hub", "api-facturation", "docs", "équipe"
    };
    private static final int BUFFER = 1 << 20;
    private static final long MEGABYTE = 1_000_000;

    private LargeLog() {}

    /** Writes so many bytes, the same for the same number. */
    static Path write(Path file, long bytes) throws IOException {
        Random random = new Random(42);
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            while (written < bytes) {
                byte[] cycle = cycle(random).getBytes(StandardCharsets.UTF_8);
                out.write(cycle);
                written += cycle.length;
            }
        }
        return file;
    }

    /** A gigabyte, unless the first argument says how many megabytes; made once. */
    static Path inWorkplace(String[] arguments) throws IOException {
        long megabytes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1000;
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "mem0-queue-bench.log");
        if (!Files.exists(file) || Files.size(file) < megabytes * MEGABYTE) {
            write(file, megabytes * MEGABYTE);
            file.toFile().deleteOnExit();
        }
        return file;
    }

    static String size(Path file) throws IOException {
        return Files.size(file) / MEGABYTE + " MB";
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a program to its end. Its output is read: into nowhere, grep would stop at one hit. */
    static int run(List<String> command) throws Exception {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static String cycle(Random random) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        "%n[%02d:%02d:%02d] ✅ VPS healthy - processing queues...%n",
                        random.nextInt(24), random.nextInt(60), random.nextInt(60)));
        text.append("\n📤 Processing queue: ").append(random.nextInt(90)).append(" pending\n");
        for (int i = random.nextInt(40); i > 0; i--) {
            String project = PROJECTS[random.nextInt(PROJECTS.length)];
            int what = random.nextInt(100);
            if (what == 0) {
                text.append("  ⚠️  Upload failed: HTTPConnectionPool(host='127.0.0.1', port=8081):")
                        .append(" Read timed out. (read timeout=30)\n  ⏳ Retry ")
                        .append(1 + random.nextInt(5))
                        .append("/5: ")
                        .append(project)
                        .append('\n');
            } else if (what < 4) {
                text.append("  ⏸️  Waiting backoff: ").append(project).append(" (retry in 480s)\n");
            } else {
                text.append("  ✅ Synced: ")
                        .append(project)
                        .append(" (ID: ")
                        .append(String.format("%08x", random.nextInt()))
                        .append("...)\n");
            }
        }
        if (random.nextInt(500) == 0) {
            text.append("Traceback (most recent call last):\n")
                    .append("  File \"/opt/mem0/mem0_queue_worker.py\", line 210, in main\n")
                    .append("    process_queue()\n")
                    .append("json.decoder.JSONDecodeError: Expecting value: line 1 column 1\n");
        }
        text.append("\n✨ Queue processed:\n   Pending: 4\n   DLQ: 0\n   Total synced: 811\n");
        return text.toString();
    }
}
