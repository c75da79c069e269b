package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever a check can say is there in both languages, and nothing else is. */
class FindingTextsTest {
    private static final Path TEXTS = Path.of("src/main/resources/org/mem0queue/health");
    private static final Path SOURCES = Path.of("src/main/java/org/mem0queue");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern SENTENCE =
            Pattern.compile("([a-z0-9-]+)(\\.[a-z-]+)?\\.(message|action)");
    private static final Pattern USE =
            Pattern.compile("FindingCode\\.([A-Z_]+)\\s*\\.(finding|variant)\\(");
    private static final Pattern WORD = Pattern.compile("\"([a-z-]+)\"");
    private static final Pattern PHRASE = Pattern.compile("\"(phrase\\.[a-z-]+)\"");

    private static Properties english;
    private static Properties french;
    private static String checks;
    private static String program;

    @BeforeAll
    static void readAll() throws IOException {
        english = texts("findings.properties");
        french = texts("findings_fr.properties");
        checks = sources(SOURCES.resolve("health"));
        program = sources(SOURCES).replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(TEXTS.resolve(file))) {
            texts.load(reader);
        }
        return texts;
    }

    private static String sources(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static String base(String key) {
        return key.replaceAll("\\.(one|other)$", "");
    }

    private static Set<String> bases() {
        return english.stringPropertyNames().stream()
                .map(FindingTextsTest::base)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> Integer.valueOf(place.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() {
        assertThat(french.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(french.getProperty(key)).as(key).isNotBlank();
            if (!key.endsWith(".one")) { // a singular may say "one" instead of the number
                assertThat(places(french.getProperty(key)))
                        .as(key)
                        .isEqualTo(places(english.getProperty(key)));
            }
        }
    }

    @Test
    void countedTextsHaveBothForms() {
        for (String key : english.stringPropertyNames()) {
            if (!base(key).equals(key)) {
                assertThat(english).containsKeys(base(key) + ".one", base(key) + ".other");
                assertThat(english).doesNotContainKey(base(key));
            }
        }
    }

    /** The code alone, or each of its variants, with a message and a next step. */
    @ParameterizedTest
    @EnumSource
    void everyCodeAndVariantHasItsSentences(FindingCode code) {
        Set<String> variants = variants(code, "variant");
        boolean plain = !variants(code, "finding").isEmpty();
        assertThat(plain || !variants.isEmpty()).as("used").isTrue();
        if (plain) {
            assertThat(bases()).contains(code.code() + ".message", code.code() + ".action");
        }
        for (String variant : variants) {
            for (String what : List.of(".message", ".action")) {
                assertThat(bases())
                        .as(variant + what)
                        .containsAnyOf(code.code() + "." + variant + what, code.code() + what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySentenceIsOfAVariantThatIsUsedAndLeavesNoValueOut(FindingCode code) {
        Set<String> used = variants(code, "variant");
        for (String key : bases()) {
            Matcher sentence = SENTENCE.matcher(key);
            if (sentence.matches()
                    && sentence.group(1).equals(code.code())
                    && sentence.group(2) != null) {
                assertThat(used).as(key).contains(sentence.group(2).substring(1));
            }
        }
        List<String> keys =
                english.stringPropertyNames().stream()
                        .filter(key -> key.startsWith(code.code() + "."))
                        .toList();
        Set<Integer> places = new TreeSet<>();
        keys.forEach(key -> places.addAll(places(english.getProperty(key))));
        if (keys.stream().anyMatch(key -> key.endsWith(".one"))) {
            places.add(0); // a count may decide about the form only
        }
        for (int i = 0; i < places.size(); i++) {
            assertThat(places).as("places of " + code.code()).contains(i);
        }
    }

    /** The variants named in the sources; for {@code finding} the code itself. */
    private static Set<String> variants(FindingCode code, String method) {
        Set<String> variants = new TreeSet<>();
        Matcher use = USE.matcher(checks);
        while (use.find()) {
            if (use.group(1).equals(code.name()) && use.group(2).equals(method)) {
                if (method.equals("finding")) {
                    variants.add("");
                } else {
                    WORD.matcher(arguments(checks.substring(use.end())))
                            .results()
                            .forEach(word -> variants.add(word.group(1)));
                }
            }
        }
        return variants;
    }

    /** Up to the bracket that closes the call. */
    private static String arguments(String rest) {
        int depth = 1;
        for (int i = 0; i < rest.length(); i++) {
            depth += rest.charAt(i) == '(' ? 1 : rest.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return rest.substring(0, i);
            }
        }
        return rest;
    }

    @Test
    void everyOtherTextIsUsed() {
        Set<String> codes =
                Arrays.stream(FindingCode.values())
                        .map(FindingCode::code)
                        .collect(Collectors.toSet());
        for (String key : bases()) {
            Matcher sentence = SENTENCE.matcher(key);
            if (sentence.matches()) {
                assertThat(codes).as(key).contains(sentence.group(1));
            } else if (!key.startsWith("reason.")) {
                assertThat(checks).as(key).contains("\"" + key + "\"");
            }
        }
        assertThat(bases())
                .containsAll(
                        PHRASE.matcher(checks).results().map(phrase -> phrase.group(1)).toList());
    }

    /** A reason is found by what is said elsewhere: if that changes, this tells. */
    @Test
    void everyReasonIsSaidSomewhere() {
        for (String key : english.stringPropertyNames()) {
            if (key.startsWith("reason.")) {
                for (String part : PLACE.split(english.getProperty(key))) {
                    assertThat(program.contains(part.replaceFirst("^: ", "").strip()))
                            .as("%s: %s", key, part)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyReasonIsFoundWithItsParts() {
        FindingSentences sentences = FindingSentences.in(Locale.FRENCH);
        for (String key : english.stringPropertyNames()) {
            if (key.startsWith("reason.")) {
                String said = english.getProperty(key).replace("{0}", "/a").replace("{1}", "b");
                String told = french.getProperty(key).replace("{0}", "/a").replace("{1}", "b");
                assertThat(sentences.reason(said.replace("{2}", "c")))
                        .as(key)
                        .isEqualTo(told.replace("{2}", "c"));
            }
        }
    }

    @Test
    void frenchIsTypographic() {
        assertThat(french.values())
                .noneMatch(text -> text.toString().matches(".* [:;!?»].*|.*« .*"))
                .noneMatch(text -> text.toString().matches(".*['\"].*"));
    }

    @Test
    void commandsAreTheSameInBothLanguages() {
        Pattern command = Pattern.compile("`[^`]*`");
        for (String key : english.stringPropertyNames()) {
            assertThat(all(command, french.getProperty(key)))
                    .as(key)
                    .isEqualTo(all(command, english.getProperty(key)));
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).toList();
    }
}
