package org.mem0queue.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class MessagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/org/mem0queue/ui/texts");
    private static final Path SOURCES = Path.of("src/main/java/org/mem0queue/ui");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:[.-][a-z-]+)+)\"");
    private static final Pattern USE =
            Pattern.compile("(?:\\.|\\s)(?:text|count)\\(\\s*\"([^\"]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Messages ENGLISH = messages(Locale.ENGLISH);
    private static final Messages FRENCH = messages(Locale.FRENCH);

    private static Messages messages(Locale locale) {
        return new Messages(locale, ZoneId.of("Europe/Paris"), Path.of("/home/lea"));
    }

    /**
     * All texts of a language.
     *
     * @param suffix of the files' names, empty for English
     */
    private static Properties read(String suffix) throws IOException {
        Properties texts = new Properties();
        for (String bundle : Messages.BUNDLES) {
            Properties some = new Properties();
            try (Reader reader =
                    Files.newBufferedReader(
                            RESOURCES.resolve(bundle + suffix + ".properties"),
                            StandardCharsets.UTF_8)) {
                some.load(reader);
            }
            some.forEach(
                    (key, text) ->
                            assertThat(texts.put(key, text)).as("%s in two bundles", key).isNull());
        }
        return texts;
    }

    /** Without .one and .other, as the sources name them. */
    private static Set<String> baseKeys(Properties texts) {
        Set<String> keys = new TreeSet<>();
        texts.stringPropertyNames().forEach(key -> keys.add(key.replaceAll("\\.(one|other)$", "")));
        return keys;
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaces() throws IOException {
        Properties english = read("");
        Properties french = read("_fr");
        assertThat(french.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            // A singular may say "one" instead of the number.
            if (!key.endsWith(".one")) {
                assertThat(places(french.getProperty(key)))
                        .as(key)
                        .isEqualTo(places(english.getProperty(key)));
            }
        }
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    @Test
    void everyKeyThatIsUsedIsThere() throws IOException {
        assertThat(baseKeys(read(""))).containsAll(found(USE));
    }

    @Test
    void everyKeyIsUsed() throws IOException {
        assertThat(found(KEY)).containsAll(baseKeys(read("")));
    }

    @Test
    void countedTextsHaveBothForms() throws IOException {
        Properties texts = read("");
        for (String key : texts.stringPropertyNames()) {
            if (key.endsWith(".one")) {
                assertThat(texts).containsKey(key.replaceAll("one$", "other"));
            } else if (key.endsWith(".other")) {
                assertThat(texts).containsKey(key.replaceAll("other$", "one"));
            }
        }
    }

    @Test
    void noTextHasAnApostropheThatPatternsWouldEat() throws IOException {
        for (String file : List.of("", "_fr")) {
            assertThat(read(file).values())
                    .as(file)
                    .noneMatch(text -> text.toString().contains("'"));
        }
    }

    @Test
    void frenchPutsNoPlainSpaceBeforeDoublePunctuation() throws IOException {
        assertThat(read("_fr").values())
                .noneMatch(text -> text.toString().matches(".* [:;!?»].*|.*« .*"));
    }

    @Test
    void anUnknownLanguageIsEnglishThroughout() {
        Messages german = messages(Locale.GERMANY);
        assertThat(german.text("state.pending")).isEqualTo("Pending");
        assertThat(german.number(1234567)).isEqualTo("1,234,567");
    }

    @Test
    void numbersFollowTheLanguage() {
        assertThat(ENGLISH.number(12345)).isEqualTo("12,345");
        assertThat(FRENCH.number(12345)).isEqualTo("12\u202f345");
        assertThat(ENGLISH.bytes(24_120)).isEqualTo("24.1 kB");
        assertThat(FRENCH.bytes(24_120)).isEqualTo("24,1 ko");
        assertThat(ENGLISH.bytes(999)).isEqualTo("999 bytes");
        assertThat(ENGLISH.bytes(104_857_600)).isEqualTo("105 MB");
    }

    @Test
    void frenchCountsNothingInTheSingular() {
        assertThat(FRENCH.count("logs.lines", 0)).isEqualTo("0 ligne");
        assertThat(ENGLISH.count("logs.lines", 0)).isEqualTo("0 lines");
        assertThat(ENGLISH.count("logs.lines", 1)).isEqualTo("1 line");
    }

    @Test
    void agesUseTheUnitThatMatters() {
        assertThat(ENGLISH.age(Duration.ofSeconds(-3))).isEqualTo("0 s");
        assertThat(ENGLISH.age(Duration.ofMillis(59_999))).isEqualTo("59 s");
        assertThat(ENGLISH.age(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(ENGLISH.age(Duration.ofMinutes(60))).isEqualTo("1 h");
        assertThat(ENGLISH.age(Duration.ofHours(47))).isEqualTo("47 h");
        assertThat(ENGLISH.age(Duration.ofHours(48))).isEqualTo("2 d");
        assertThat(FRENCH.age(Duration.ofDays(3))).isEqualTo("3 j");
    }

    @Test
    void momentsOfAnotherDaySayWhichDay() {
        Instant now = Instant.parse("2026-11-23T13:02:26Z");
        assertThat(ENGLISH.moment(now.minusSeconds(60), now)).isEqualTo("14:01");
        assertThat(ENGLISH.moment(now.minus(Duration.ofDays(1)), now)).isEqualTo("22 Nov 14:02");
    }

    @Test
    void theHomeFolderIsShort() {
        assertThat(ENGLISH.path(Path.of("/home/lea/.claude"))).isEqualTo("~/.claude");
        assertThat(ENGLISH.path(Path.of("/home/lea"))).isEqualTo("~");
        assertThat(ENGLISH.shortPaths("see /home/lea/.claude/x and /home/leander/y"))
                .isEqualTo("see ~/.claude/x and /home/leander/y");
        assertThat(ENGLISH.path(Path.of("/home/leander/x"))).isEqualTo("/home/leander/x");
    }

    @Test
    void wordsOfOthersBecomeSentences() {
        assertThat(Prose.sentence("only 3 MB  are\nleft")).isEqualTo("Only 3 MB are left.");
        assertThat(Prose.sentence("mem0_queue.json is gone."))
                .isEqualTo("mem0_queue.json is gone.");
        assertThat(Prose.sentence("  ")).isEmpty();
    }
}
