package org.mem0queue.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures processes from their start to their end, by {@code wait4} in {@code measure.py}. */
final class FreshProcess {
    private static final Path JAR = Path.of("target", "mem0-queue-monitor.jar");

    private FreshProcess() {}

    /**
     * One run.
     *
     * @param wall seconds
     * @param processor seconds of all threads, user and system
     * @param memory peak resident memory in MB (2^20)
     */
    record Run(double wall, double processor, double memory) {}

    /** The java that runs this benchmark. */
    static String java() {
        return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    }

    /** {@code java -jar} of the built program, with nothing but the JVM's own defaults. */
    static List<String> program(String... arguments) {
        return program(List.of(), arguments);
    }

    static List<String> program(List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(flags);
        command.add("-jar");
        command.add(JAR.toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    static List<Run> repeat(int times, List<String> command) throws Exception {
        run(command); // page cache
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            runs.add(run(command));
        }
        return runs;
    }

    static Run run(List<String> command) throws Exception {
        List<String> measured = new ArrayList<>();
        measured.add("python3");
        measured.add(Path.of("src", "bench", "python", "measure.py").toString());
        measured.addAll(command);
        Process process =
                new ProcessBuilder(measured).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String[] parts = new String(process.getInputStream().readAllBytes(), UTF_8).split("\\s+");
        process.waitFor();
        if (parts.length < 4 || !parts[3].equals("0")) {
            throw new IOException(command + " ended with " + String.join(" ", parts));
        }
        return new Run(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]));
    }

    static double wall(List<Run> runs) {
        return median(runs, Run::wall);
    }

    static double processor(List<Run> runs) {
        return median(runs, Run::processor);
    }

    /** The largest of all runs: a limit on memory is a limit on each run. */
    static double memory(List<Run> runs) {
        return runs.stream().mapToDouble(Run::memory).max().orElseThrow();
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
