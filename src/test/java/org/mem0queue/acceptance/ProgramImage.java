package org.mem0queue.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The compiled classes as a jar, with an AOT cache trained on it, so that the hundreds of processes
 * these tests start take half the time. (The cache wants jars; tests run before the jar is built.)
 */
final class ProgramImage {
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

    /** Java and its options, up to the class path. */
    List<String> javaCommand() {
        return javaCommand;
    }

    private static ProgramImage make() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "acceptance").toAbsolutePath());
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (path.endsWith(Path.of("target", "classes"))) {
                classPath.addFirst(pack(path, folder.resolve("program.jar")).toString());
            } else if (Files.isRegularFile(path)) {
                classPath.add(path.toString());
            }
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:-UsePerfData");
        command.add("-Xlog:disable"); // nothing about the cache on standard output
        Path cache = folder.resolve("program.aot");
        train(cache, command, classPath, folder);
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
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
    private static void train(Path cache, List<String> command, List<String> classPath, Path folder)
            throws IOException {
        Files.deleteIfExists(cache);
        Path scratch = Files.createTempDirectory(folder, "training");
        List<String> training = new ArrayList<>(command);
        training.add("-XX:AOTCacheOutput=" + cache);
        training.add("-cp");
        training.add(String.join(File.pathSeparator, classPath));
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
}
