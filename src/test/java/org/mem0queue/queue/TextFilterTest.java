package org.mem0queue.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Walking the bytes never changes what is found: the parser and the pattern are the judges. */
class TextFilterTest {
    private static final long SEED = 20261124;

    /** Pieces of JSON strings, as they stand in a file. */
    private static final String[] PIECES = {
        "deploy",
        "Deploy",
        "DEPLOY",
        "staging",
        "\\u017ftaging",
        "\\u212aey",
        "key",
        "\\u0131d",
        "\\u0130D",
        "id",
        "\\u00e9",
        "\\u00C9",
        "é",
        "\\ud83e",
        "\\udd14",
        "\\ud83e\\udd14",
        "\\n",
        "\\r",
        "\\r\\n",
        "\\u2028",
        "\\u0085",
        "\\t",
        "\\b",
        "\\f",
        "\\/",
        "\\\"",
        "\\\\",
        "\\\\\\\"",
        " ",
        "42",
        "12345",
        ".",
        "de",
        "ploy",
        "\\u0064e",
        "\\u0022",
        "\\u005c",
        "_",
        "-",
        "e\\u0301",
        "\\u0301",
        "\\u00df",
        "\\u1e9e",
        "ss",
        "\\u6f22",
        "漢",
        "😀",
        "\u007f",
        "{",
        "}",
        ",",
        "xyz",
        "de ploy",
        "ba"
    };

    /** Pieces of expressions; most are no expression alone. */
    private static final String[] SIGNS = {
        "deploy",
        "de",
        "k",
        "s",
        "i",
        "é",
        "ß",
        "42",
        "\\d",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        ".",
        "[a-f]",
        "[^a-f]",
        "[^\\]\\d]",
        "[ks]",
        "[a-z&&[^d]]",
        "[\\ud83e\\udd14x]",
        "[\\x{0}-\\x{ffff}]",
        "\\p{Lu}",
        "\\PL",
        "\\p{IsAlphabetic}",
        "\\b",
        "\\B",
        "^",
        "$",
        "|",
        "(",
        ")",
        "(?:",
        "(?=",
        "(?i",
        "(?<n>",
        "*",
        "+",
        "?",
        "{2}",
        "{1,3}",
        "{2,}",
        "*?",
        "++",
        "\\1",
        "\\.",
        "\\\\",
        "\\\"",
        "\\n",
        "\\r",
        " ",
        "-",
        "\\Q",
        "\\E",
        "\\R",
        "\\X",
        "\\z",
        "\\A",
        "]",
        "}",
        "#",
        "\\u00e9",
        "\\x41",
        "漢",
        "😀",
        "a",
        "b"
    };

    private static Memory memory(String json) {
        return new Memory("id", false, "p", null, 0, MemoryState.PENDING, RawJson.of(json));
    }

    private static Memory saying(String text) {
        return memory("{\"id\": \"id\", \"content\": " + Json.quote(text) + "}");
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String pieces(Random random, String[] from, int most) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            text.append(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }

    /** An entry as nobody writes it, but JSON. */
    private static String entry(Random random) {
        if (random.nextInt(50) == 0) {
            return random.nextBoolean() ? "\"deploy\"" : "[{\"content\": \"deploy\"}]";
        }
        List<String> members = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            members.add(member(random));
        }
        String blank = random.nextBoolean() ? "" : "\n  ";
        return "{" + blank + String.join("," + blank, members) + blank + "}";
    }

    private static String member(Random random) {
        String colon = random.nextBoolean() ? ":" : " : ";
        String text = "\"" + pieces(random, PIECES, 6) + "\"";
        return switch (random.nextInt(12)) {
            case 0 -> "\"extra\"" + colon + "{\"content\": " + text + ", \"a\": [" + text + "]}";
            case 1 -> "\"content\"" + colon + "null";
            case 2 -> "\"content\"" + colon + "-42.5e3";
            case 3 -> "\"content\"" + colon + "[" + text + ", {}]";
            case 4 -> "\"c\\u006fntent\"" + colon + text;
            case 5 -> "\"contents\"" + colon + text;
            case 6 -> "\"\"" + colon + (random.nextBoolean() ? "NaN" : "true");
            case 7 -> "\"id\"" + colon + text;
            default -> "\"content\"" + colon + text;
        };
    }

    private static void findsTheSame(Pattern pattern, List<Memory> memories) {
        List<Memory> expected =
                memories.stream()
                        .filter(
                                memory ->
                                        EntryScan.matches(
                                                pattern, List.of("content"), memory.raw()))
                        .toList();
        List<Memory> found = new TextFilter(pattern).of(memories);
        if (!found.equals(expected)) {
            List<String> wrong =
                    memories.stream()
                            .filter(m -> found.contains(m) != expected.contains(m))
                            .map(memory -> memory.raw().text())
                            .toList();
            assertThat(wrong).as("\"%s\", seed %d", pattern, SEED).isEmpty();
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void findsWhatTheExpressionAloneFindsInEntriesOfEveryShape() {
        Random random = new Random(SEED);
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            memories.add(memory(entry(random)));
        }
        int plain = 0;
        int others = 0;
        for (int i = 0; i < 6000; i++) {
            Pattern pattern;
            try {
                pattern = pattern(pieces(random, SIGNS, 5));
            } catch (PatternSyntaxException noExpression) {
                continue;
            }
            int from = random.nextInt(memories.size() - 60);
            findsTheSame(pattern, memories.subList(from, from + 60));
            if (ExpressionSteps.of(pattern) == null) {
                others++;
            } else {
                plain++;
            }
        }
        assertThat(plain).isGreaterThan(500);
        assertThat(others).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy", "staging", "KEY", "id", "de.*ploy", "deploy|42", "^deploy", "42$",
                        "stag.ng",
                "plo+y", "(?-i)Deploy", "[sk]", "\\d+", "é", "de ploy", "p", "\\d{5}|xyz", "\\bde",
                "ploy\\b", "\\Bploy", "^(de|42)*$", "(?:a|b){2,4}.$", "[^a-z]{3}", "\\.$", "\\n$",
                        "\\r$"
            })
    void findsWhatTheExpressionAloneFindsInManyTexts(String expression) {
        Pattern pattern = pattern(expression);
        Random random = new Random(SEED);
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            memories.add(memory("{\"content\": \"" + pieces(random, PIECES, 5) + "\"}"));
        }
        findsTheSame(pattern, memories);
        assertThat(new TextFilter(pattern).of(memories)).isNotEmpty();
    }

    @Test
    void theLetterIOfTurkishIsAnI() {
        List<Memory> all = List.of(saying("d\u0131sk"), saying("D\u0130SK"), saying("dosk"));
        assertThat(new TextFilter(pattern("disk")).of(all)).isEqualTo(all.subList(0, 2));
    }

    @Test
    void aLetterThatIsWrittenAsAnEscapeIsTheLetter() {
        List<Memory> all = List.of(memory("{\"content\": \"\\u0064eploy\"}"));
        assertThat(new TextFilter(pattern("deploy")).of(all)).isEqualTo(all);
    }

    @Test
    void aTextOfMillionsOfCharactersIsSearchedToItsEnd() {
        String text = "ab".repeat(3_000_000);
        List<Memory> all = List.of(saying(text), saying(text + "c"));
        assertThat(new TextFilter(pattern("(a|b)+c")).of(all)).isEqualTo(all.subList(1, 2));
    }

    @Test
    void anExpressionThatMakesTooManyStatesFindsTheSame() {
        Random random = new Random(SEED);
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 0; n < 2000; n++) {
                text.append(random.nextInt(8) == 0 ? "aaaa" : random.nextBoolean() ? "a" : "b");
            }
            memories.add(saying(text.toString()));
        }
        findsTheSame(pattern("a[ab]{14}aaaaaaaaaab"), memories);
    }

    @Test
    void everyLetterOfAWordIsComparedAsThePatternComparesIt() {
        for (char letter = ' '; letter <= '\u00ff'; letter++) {
            String expression =
                    Pattern.matches("[A-Za-z0-9\\x7f-\u00ff]", "" + letter)
                            ? "" + letter
                            : "\\" + letter;
            ExpressionSteps steps = ExpressionSteps.of(pattern(expression + expression));
            if (steps == null) {
                assertThat(letter).isEqualTo('\u00df');
                continue;
            }
            Pattern alone = pattern(expression);
            Pattern twice = pattern(expression + expression);
            for (int other :
                    new int[] {
                        letter, 's', 'k', 'i', 0x130, 0x131, 0x17f, 0x212a, 0x212b, 0x1e9e, 0x178,
                        0x39c, 0x3bc
                    }) {
                String text = Character.toString(other);
                assertThat(twice.matcher(text + text).matches())
                        .as("%s and U+%04x", letter, other)
                        .isEqualTo(alone.matcher(text).matches());
            }
        }
    }

    @Test
    void whatIsCommonlyAskedIsPlain() {
        for (String expression :
                List.of(
                        "deploy",
                        "zulu 4711",
                        "\\d{5}|xyz",
                        "^fix",
                        "\\.$",
                        "\\bapi\\b",
                        "a.*b",
                        "[0-9a-f]{8}",
                        "(?:one|two) more?",
                        "décision")) {
            assertThat(ExpressionSteps.of(pattern(expression))).as(expression).isNotNull();
        }
    }

    @Test
    void theOrderStays() {
        List<Memory> all = List.of(saying("one key"), saying("two"), saying("key three"));
        assertThat(new TextFilter(pattern("key")).of(all)).containsExactly(all.get(0), all.get(2));
    }
}
