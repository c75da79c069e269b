package org.mem0queue.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** The shortcut over the bytes never changes what is found. */
class TextFilterTest {
    private static final String[] PIECES = {
        "deploy",
        "Deploy",
        "DEPLOY",
        "staging",
        "\u017ftaging",
        "\u212aey",
        "key",
        "é",
        "\ud83e",
        "\n",
        "\"",
        "\\",
        " ",
        "42",
        ".",
        "de",
        "ploy"
    };

    private static Memory memory(String text) {
        return new Memory(
                "id",
                false,
                "p",
                null,
                0,
                MemoryState.PENDING,
                RawJson.of("{\"id\": \"id\", \"content\": " + Json.quote(text) + "}"));
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy", "staging", "KEY", "de.*ploy", "deploy|42", "^deploy", "42$", "stag.ng",
                "plo+y", "(?-i)Deploy", "[sk]", "\\d+", "é", "de ploy", "key deploy", "p"
            })
    void findsWhatTheExpressionAloneFinds(String expression) {
        Pattern pattern = pattern(expression);
        TextFilter filter = new TextFilter(pattern);
        Random random = new Random(expression.hashCode());
        int found = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            boolean expected = pattern.matcher(text).find();
            assertThat(filter.matches(memory(text.toString()))).as("%s", text).isEqualTo(expected);
            found += expected ? 1 : 0;
        }
        assertThat(found).isPositive();
    }

    @Test
    void theWordsAreThoseThatEveryMatchHolds() {
        assertThat(TextFilter.wordsOf("a.Staging+ xy"))
                .extracting(word -> new String(word, StandardCharsets.US_ASCII))
                .containsExactly("staging", "xy");
        assertThat(TextFilter.wordsOf("one|two")).isEmpty();
        assertThat(TextFilter.wordsOf("x.y")).isEmpty();
    }

    @Test
    void theOrderStays() {
        List<Memory> all = List.of(memory("one key"), memory("two"), memory("key three"));
        assertThat(new TextFilter(pattern("key")).of(all)).containsExactly(all.get(0), all.get(2));
    }
}
