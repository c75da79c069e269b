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

    private Format() {}

    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        List<String> arguments = new ArrayList<>(List.of("--aosp"));
        arguments.addAll(
                apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        arguments.addAll(sourcesBelow(Path.of(args[1])));

        ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
        StringWriter unformatted = new StringWriter();
        int status =
                formatter.run(
                        new PrintWriter(unformatted),
                        new PrintWriter(System.err, true),
                        arguments.toArray(String[]::new));
        if (apply || status == 0) {
            System.exit(status);
        }
        unformatted
                .toString()
                .lines()
                .forEach(file -> System.err.println("Not formatted: " + file));
        System.err.println("The formatting check failed; this command fixes it: " + FIX);
        System.exit(status);
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
