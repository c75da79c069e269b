package org.mem0queue.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.css.Stylesheet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Light and dark have the same colours, and every pair that is used can be read (WCAG AA). */
class ThemeTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/mem0queue/ui");
    private static final Pattern TOKEN = Pattern.compile("(-color-[\\w-]+):\\s*([^;]+);");
    private static final Pattern USE = Pattern.compile("(?<![\\w-])(-color-[\\w-]+)");
    private static final Pattern WORDS = Pattern.compile("[\\s,\\[\\].*]+");
    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;

    private static Map<String, String> tokens(String file) throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        Matcher matcher = TOKEN.matcher(Files.readString(FOLDER.resolve(file)));
        while (matcher.find()) {
            tokens.put(matcher.group(1), matcher.group(2));
        }
        return tokens;
    }

    @ParameterizedTest
    @ValueSource(strings = "theme-dark.css")
    void bothThemesHaveTheSameColours(String dark) throws IOException {
        assertThat(tokens(dark).keySet())
                .containsExactlyElementsOf(tokens("theme-light.css").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme-light.css", "theme-dark.css"})
    void everyColourThatIsUsedIsThere(String theme) throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sheets = Files.list(FOLDER)) {
            for (Path sheet : sheets.filter(ThemeTest::hasRules).toList()) {
                Matcher matcher = USE.matcher(Files.readString(sheet));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        assertThat(tokens(theme).keySet()).containsAll(used);
    }

    /** The toolkit takes the binary form where there is one, however old it is. */
    @Test
    void theBinaryFormOfEverySheetIsThatOfItsText(@TempDir Path folder) throws IOException {
        Path built = Path.of("target/classes/org/mem0queue/ui");
        try (Stream<Path> sheets = Files.list(FOLDER)) {
            for (Path sheet : sheets.filter(file -> file.toString().endsWith(".css")).toList()) {
                String name = sheet.getFileName().toString().replace(".css", ".bss");
                Path fresh = folder.resolve(name);
                Stylesheet.convertToBinary(sheet.toFile(), fresh.toFile());
                assertThat(rules(built.resolve(name)))
                        .as(name)
                        .isNotEmpty()
                        .isEqualTo(rules(fresh));
            }
        }
    }

    /** The words of each rule: its style classes stand in no order. */
    private static List<List<String>> rules(Path binary) throws IOException {
        return Stylesheet.loadBinary(binary.toUri().toURL()).getRules().stream()
                .map(rule -> Stream.of(WORDS.split(rule.toString())).sorted().toList())
                .toList();
    }

    private static boolean hasRules(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".css") && !name.startsWith("theme-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme-light.css", "theme-dark.css"})
    void textsCanBeRead(String theme) throws IOException {
        Map<String, String> colours = tokens(theme);
        for (String ground : List.of("bg-default", "bg-subtle")) {
            for (String text : List.of("fg-default", "fg-muted", "fg-subtle", "accent-fg")) {
                assertContrast(colours, text, ground, TEXT);
            }
        }
        for (String ground :
                List.of(
                        "bg-inset",
                        "bg-selected",
                        "bg-overlay",
                        "button-ground",
                        "button-ground-hover")) {
            assertContrast(colours, "fg-default", ground, TEXT);
        }
        assertContrast(colours, "fg-muted", "bg-selected", TEXT);
        assertContrast(colours, "accent-fg", "bg-selected", TEXT);
        assertContrast(colours, "fg-emphasis", "accent-emphasis", TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme-light.css", "theme-dark.css"})
    void statesCanBeReadAndSeen(String theme) throws IOException {
        Map<String, String> colours = tokens(theme);
        for (String state : List.of("pending", "sending", "synced", "failed", "unclear", "lost")) {
            for (String ground : List.of("bg-default", "bg-subtle", "state-" + state + "-subtle")) {
                assertContrast(colours, "state-" + state, ground, TEXT);
            }
            assertContrast(colours, "fg-default", "state-" + state + "-subtle", TEXT);
            assertContrast(colours, "fg-muted", "state-" + state + "-subtle", TEXT);
            assertContrast(colours, "state-" + state + "-fill", "bg-default", SHAPE);
        }
        assertContrast(colours, "border-control", "bg-default", SHAPE);
    }

    private static void assertContrast(
            Map<String, String> colours, String text, String ground, double least) {
        double contrast =
                contrast(resolve(colours, "-color-" + text), resolve(colours, "-color-" + ground));
        assertThat(contrast).as("%s on %s", text, ground).isGreaterThanOrEqualTo(least);
    }

    private static String resolve(Map<String, String> colours, String token) {
        String value = colours.get(token);
        assertThat(value).as(token).isNotNull();
        return value.startsWith("-color-") ? resolve(colours, value) : value;
    }

    private static double contrast(String one, String two) {
        double a = luminance(one);
        double b = luminance(two);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            double linear = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
            sum += weights[i] * linear;
        }
        return sum;
    }
}
