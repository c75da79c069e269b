import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs google-java-format over all Java sources of the project: {@code check} lists what is not
 * formatted and fails, {@code apply} rewrites it.
 *
 * <p>The build starts this file from source on the JDK that the toolchain chose, with the formatter
 * on the class path. A formatter plugin would run inside Maven's own JVM; on a JDK 17 its parser
 * does not know the syntax we use (unnamed variables, record patterns).
 */
final class Format {
    private static final String FIX = "mvn -q -Pformat validate";
    private static final int MAX_PASSES = 5;

    private Format() {}

    public static void main(String[] args) throws IOException {
        List<String> sources = sourcesBelow(Path.of(args[1]));
        if (args[0].equals("apply")) {
            // The formatter is not always content with its own first answer.
            for (int pass = 0; pass < MAX_PASSES && !unformatted(sources).isEmpty(); pass++) {
                run(List.of("--replace"), sources);
            }
        }
        List<String> unformatted = unformatted(sources);
        if (!unformatted.isEmpty()) {
            unformatted.forEach(file -> System.err.println("Not formatted: " + file));
            System.err.println("The formatting check failed; this command fixes it: " + FIX);
            System.exit(1);
        }
    }

    private static List<String> unformatted(List<String> sources) {
        return run(List.of("--dry-run"), sources).lines().toList();
    }

    /** What the formatter prints; ends the program where it can't read a file. */
    private static String run(List<String> options, List<String> sources) {
        List<String> arguments = new ArrayList<>(List.of("--aosp"));
        arguments.addAll(options);
        arguments.addAll(sources);
        StringWriter out = new StringWriter();
        int status =
                ToolProvider.findFirst("google-java-format")
                        .orElseThrow()
                        .run(
                                new PrintWriter(out),
                                new PrintWriter(System.err, true),
                                arguments.toArray(String[]::new));
        if (status != 0) {
            System.exit(status);
        }
        return out.toString();
    }

    private static List<String> sourcesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
