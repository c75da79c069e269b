package org.mem0queue.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The compiled classes as a jar beside the libraries of the command line, in a folder that every
 * user may read, with an AOT cache trained on it: the hundreds of processes that these tests start
 * take half the time so. (The cache wants jars, and tests run before the real one is built.)
 */
final class ProgramImage {
    /** What the command line never loads. */
    private static final Pattern NOT_NEEDED =
            Pattern.compile(
                    "(javafx|controlsfx|ikonli|atlantafx|junit|testfx|assertj|archunit|slf4j"
                            + "|opentest4j|apiguardian|byte-buddy|hamcrest|surefire).*");

    private static ProgramImage ready;

    private final List<String> javaCommand;

    private ProgramImage(List<String> javaCommand) {
        this.javaCommand = javaCommand;
    }

    static synchronized ProgramImage ready() {
        if (ready == null) {
            try {
                ready = make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ready;
    }

    /** Java and its options, with the class path, up to the main class. */
    List<String> javaCommand() {
        return javaCommand;
    }

    private static ProgramImage make() throws IOException {
        Path folder = Files.createTempDirectory("mem0-queue-program");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            String name = path.getFileName().toString();
            if (path.endsWith(Path.of("target", "classes"))) {
                classPath.addFirst(pack(path, folder.resolve("program.jar")).toString());
            } else if (Files.isRegularFile(path) && !NOT_NEEDED.matcher(name).matches()) {
                classPath.add(Files.copy(path, folder.resolve(name)).toString());
            }
        }
        List<String> options =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Xlog:disable"); // nothing about the cache on standard output
        List<String> path = List.of("-cp", String.join(File.pathSeparator, classPath));
        Path cache = folder.resolve("program.aot");
        train(cache, options, path);
        Shell.run("chmod", "-R", "a+rX", folder.toString());
        List<String> command = new ArrayList<>(options);
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(path);
        return new ProgramImage(List.copyOf(command));
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    /** One save in a scratch directory. Without the cache everything works as well, only slower. */
    private static void train(Path cache, List<String> options, List<String> path)
            throws IOException {
        Path scratch = Files.createDirectory(cache.resolveSibling("training"));
        List<String> training = new ArrayList<>(options);
        training.add("-XX:AOTCacheOutput=" + cache);
        training.addAll(path);
        training.add("org.mem0queue.Main");
        training.addAll(List.of("save", "--dir", scratch.toString(), "--project", "p", "text"));
        ProcessBuilder builder = new ProcessBuilder(training);
        builder.environment().put("HOME", scratch.toString());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException left) {
            // only litter in the system's folder for it
        }
    }
}
