package org.mem0queue.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A process with a window and a {@link WindowProbe}, on the display of this one. Needs a display:
 * {@code xvfb-run} makes one.
 */
final class WindowProcess implements AutoCloseable {
    /** As README's first command and the packages start the program. */
    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-Xms32m",
                    "-Xmn16m",
                    "-XX:MinHeapFreeRatio=10",
                    "-XX:MaxHeapFreeRatio=20",
                    "-XX:TrimNativeHeapInterval=30000");

    private static final double TICKS_PER_SECOND = 100; // USER_HZ of every Linux

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;
    final long startedNanos;

    private WindowProcess(List<String> command, Path home, Map<String, String> variables)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.resolve("run").toString());
        builder.environment().remove("MEM0_QUEUE_DIR");
        builder.environment().remove("MEM0_API_URL");
        builder.environment().putAll(variables);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        startedNanos = System.nanoTime();
        process = builder.start();
        questions = process.outputWriter(UTF_8);
        answers = process.inputReader(UTF_8);
    }

    /** The smallest window. */
    static WindowProcess hello(Path home, List<String> flags, String... arguments)
            throws IOException {
        return start(home, flags, HelloWindow.class, Map.of(), arguments);
    }

    /** The program, without arguments: as the desktop starts it. */
    static WindowProcess program(Path home, List<String> flags, Path queue) throws IOException {
        return start(home, flags, RealWindow.class, Map.of("MEM0_QUEUE_DIR", queue.toString()));
    }

    private static WindowProcess start(
            Path home,
            List<String> flags,
            Class<?> main,
            Map<String, String> variables,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(FreshProcess.java());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new WindowProcess(command, home, variables);
    }

    /** Jars only: a start-up cache takes no classes from folders. */
    private static String classPath() throws IOException {
        Path own = Path.of("target", "bench", "windows.jar").toAbsolutePath();
        if (!Files.exists(own)) {
            Files.createDirectories(own.getParent());
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(own))) {
                for (Class<?> each :
                        List.of(WindowProbe.class, RealWindow.class, HelloWindow.class)) {
                    add(jar, each.getName());
                }
                add(jar, HelloWindow.class.getName() + "$Hello");
            }
        }
        Path program = Path.of("target", "mem0-queue-monitor.jar").toAbsolutePath();
        StringBuilder path = new StringBuilder(own + ":" + program);
        try (Stream<Path> libraries = Files.list(Path.of("target", "lib").toAbsolutePath())) {
            libraries.sorted().forEach(library -> path.append(':').append(library));
        }
        return path.toString();
    }

    private static void add(JarOutputStream jar, String className) throws IOException {
        String name = className.replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = WindowProcess.class.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException(name + " is not on the class path");
            }
            bytes.transferTo(jar);
        }
        jar.closeEntry();
    }

    /** Asks the probe; waits for its answer. */
    String ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null || answer.startsWith("broken")) {
            throw new IOException(question + ": " + answer);
        }
        return answer;
    }

    /** Seconds from the start of the process until a node shows a text. */
    double secondsUntil(String selector, String text) throws IOException {
        ask("await\t" + selector + "\t" + text);
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    /** Proportional set size in MB (2^20). */
    double memory() throws IOException {
        for (String line : Files.readAllLines(proc("smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no Pss");
    }

    /** Processor time so far, in seconds. */
    double processor() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** How often its threads have gone to sleep so far: each wakes up again. */
    long wakeUps() throws IOException {
        long sum = 0;
        try (Stream<Path> threads = Files.list(proc("task"))) {
            for (Path thread : threads.toList()) {
                for (String line : Files.readAllLines(thread.resolve("status"))) {
                    if (line.startsWith("voluntary_ctxt_switches:")) {
                        sum += Long.parseLong(line.replaceAll("\\D", ""));
                    }
                }
            }
        }
        return sum;
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        try {
            ask("exit");
            // A start-up cache is made when the process ends.
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
