package org.mem0queue;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code java -jar} starts. It is compiled for older Java versions than the rest, so that on a
 * machine whose default {@code java} is too old the program finds a newer one and starts itself
 * with that, or says in a sentence what is missing, instead of failing with a class-file error.
 */
public final class Launcher {
    /** The oldest Java that the program runs on. */
    private static final int NEEDED = 25;

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        if (Runtime.version().feature() >= NEEDED) {
            Class.forName("org.mem0queue.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
            return;
        }
        Optional<Path> java = newerJava();
        if (java.isPresent()) {
            System.exit(startWith(java.get(), args));
        }
        System.err.println(
                "mem0-queue: this needs Java "
                        + NEEDED
                        + " or newer, and "
                        + System.getProperty("java.home")
                        + " is Java "
                        + Runtime.version().feature()
                        + ". Install a newer one, or name it with JAVA_HOME.");
        System.exit(1);
    }

    private static int startWith(Path java, String[] args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("org.mem0queue.Main");
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).inheritIO().start();
        // A signal to us alone (not Ctrl-C, which reaches both) is meant for the program.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /** Looks where Java is usually installed; the first that is new enough. */
    private static Optional<Path> newerJava() {
        for (Path home : homes()) {
            Path java = home.resolve("bin").resolve("java");
            if (version(home) >= NEEDED && Files.isExecutable(java)) {
                return Optional.of(java);
            }
        }
        return Optional.empty();
    }

    private static Set<Path> homes() {
        Set<Path> homes = new LinkedHashSet<>();
        String named = System.getenv("JAVA_HOME");
        if (named != null && !named.isEmpty()) {
            homes.add(Paths.get(named));
        }
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
            try {
                Path parent = Paths.get(folder, "java").toRealPath().getParent().getParent();
                if (parent != null) {
                    homes.add(parent);
                }
            } catch (IOException | RuntimeException noJavaThere) {
                // the next one
            }
        }
        String user = System.getProperty("user.home", "");
        addChildren(homes, Paths.get("/usr/lib/jvm"), "");
        addChildren(homes, Paths.get(user, ".sdkman", "candidates", "java"), "");
        addChildren(homes, Paths.get(user, ".jdks"), "");
        addChildren(homes, Paths.get("/opt"), "");
        addChildren(homes, Paths.get("/Library/Java/JavaVirtualMachines"), "Contents/Home");
        return homes;
    }

    private static void addChildren(Set<Path> homes, Path folder, String inside) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            children.forEach(child -> homes.add(child.resolve(inside)));
        } catch (IOException unreadable) {
            // the next place
        }
    }

    /** What the JDK's own {@code release} file says; 0 if it says nothing. */
    private static int version(Path home) {
        try {
            Matcher found = VERSION.matcher(Files.readString(home.resolve("release")));
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        } catch (IOException | RuntimeException notAJdk) {
            return 0;
        }
    }
}
