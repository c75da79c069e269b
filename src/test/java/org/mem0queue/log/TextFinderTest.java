package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Every place where a text stands is found, wherever it lies among the words of eight bytes. */
class TextFinderTest {
    private static final int LONGER_THAN_A_STRETCH = 1500;

    private static List<Integer> places(TextFinder finder, byte[] bytes, int from, int to) {
        List<Integer> places = new ArrayList<>();
        for (int at = finder.next(bytes, from, to); at >= 0; at = finder.next(bytes, at + 1, to)) {
            places.add(at);
        }
        return places;
    }

    private static List<Integer> naive(String text, String wanted, int from, int to) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(wanted, from);
                at >= 0 && at + wanted.length() <= to;
                at = text.indexOf(wanted, at + 1)) {
            places.add(at);
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "xy", "y: x", "Retry ", "retry [", "\u007f~"})
    void itFindsWhatAPlainSearchFinds(String wanted) {
        Random random = new Random(wanted.hashCode());
        String letters = wanted + wanted.toUpperCase(Locale.ROOT) + "abc \u00fe\u0080";
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            int rare = 1 + random.nextInt(40);
            while (text.length() < random.nextInt(LONGER_THAN_A_STRETCH)) {
                text.append(
                        random.nextInt(rare) == 0
                                ? wanted
                                : letters.charAt(random.nextInt(letters.length())));
            }
            byte[] bytes = text.toString().getBytes(ISO_8859_1);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length + 1 - from);
            TextFinder exact = new TextFinder(wanted, false);
            if (exact.isUseful() && wanted.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                assertThat(places(exact, bytes, from, to))
                        .isEqualTo(naive(text.toString(), wanted, from, to));
            }
            TextFinder alike = new TextFinder(wanted, true);
            if (wanted.chars().allMatch(c -> "iks".indexOf(c) < 0 && c <= '~')) {
                assertThat(places(alike, bytes, from, to))
                        .isEqualTo(
                                naive(asciiLower(text.toString()), asciiLower(wanted), from, to));
            }
        }
    }

    private static String asciiLower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 32));
            }
        }
        return lower.toString();
    }

    @Test
    void whereCaseCountsLettersThatStandForOthersAreLookedForToo() {
        byte[] bytes = "a task is kept; a TASK IS NOT".getBytes(UTF_8);
        assertThat(places(new TextFinder("task is", false), bytes, 0, bytes.length))
                .containsExactly(2);
        // "ta" and nothing else can be told for certain: K may be the sign of Kelvin.
        assertThat(places(new TextFinder("task is", true), bytes, 0, bytes.length))
                .containsExactly(2, 18);
    }
}
