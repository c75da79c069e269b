package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.memory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.MemoryState;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class LedgerSearchTest extends OpenLedger {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "preference | The user's preferences matter",
                "EFEREN | The user's preferences matter",
                "ete | un été à Paris",
                "ÉTÉ | un ete a Paris",
                "é́té | un été",
                "strasse | in der Straße",
                "STRAßE | in der strasse",
                "οδοσ | ΟΔΟΣ",
                "fi | ﬁnal",
                "日本 | 東京は日本の首都",
                "都 | 東京は日本の首都",
                "首都 | 東京は日本の首都",
                "😀 | I am 😀 today",
                "👩 | family 👩‍👩‍👧 here",
                "today | I am 😀 today",
                "c++ | uses C++ and C#",
                "c# | uses C++ and C#",
                "a | a",
                "\"id\": | {\"id\": 5}",
                "\"two words\" | now two  words\there",
                "don't | I don't know",
                "50%_ | at 50%_ of it",
                "* | a*b",
                "- | a-b",
                "-b | a-b",
                "\" | say \"hi\"",
                "NEAR | near the house",
                "NEAR(a,b) | f near(a,b)",
                "AND OR NOT | and or not",
                "text:x | the text:x column",
                "^start | the ^start mark",
                "(( | a ((b",
                "\\ | back\\slash",
                "words two | two words in any order",
            })
    void findsWhatAPersonExpects(String query, String text) {
        LedgerFixture.see(ledger, "noise", "lorem ipsum", START);
        LedgerFixture.see(ledger, "hit", text, START);

        assertThat(find(query)).containsExactly("hit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"words two\" | two words",
                "ab | a b",
                "twowords | two words",
                "two three | two words",
                "-two | two words",
                "tw* | two words",
                "two NEAR words | two words",
            })
    void doesNotFindWhatIsNotThere(String query, String text) {
        LedgerFixture.see(ledger, "miss", text, START);

        assertThat(find(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u0301", "\0", "\u00a0", "\u200d"})
    void aQueryOfNothingFindsNothing(String query) {
        LedgerFixture.see(ledger, "a", "text \0 \u0301", START);

        assertThat(find(query)).isEmpty();
    }

    @Test
    void halfCharactersAndNulsBreakNothing() {
        LedgerFixture.see(ledger, "a", "before \ud83d after \0 end", START);

        assertThat(find("before")).containsExactly("a");
        assertThat(find("end")).containsExactly("a");
        assertThat(find("after \ud83d")).containsExactly("a");
        assertThat(find("\udc00\udc00\udc00\udc00")).isEmpty();
    }

    @Test
    void theProjectIsSearchedTooAndNothingMatchesAcrossTheBorder() {
        see("a", "category--Web Shop", "about prices");

        assertThat(find("web shop")).containsExactly("a");
        assertThat(find("shop prices")).containsExactly("a");
        assertThat(find("\"shop about\"")).isEmpty();
        assertThat(find("shopabout")).isEmpty();
    }

    @Test
    void theLatestComeFirstAndNoMoreThanWanted() {
        for (int i = 0; i < 30; i++) {
            LedgerFixture.see(ledger, "id-" + i, "common word " + i, START);
        }

        assertThat(done(ledger.search("common", 3)))
                .extracting(known -> known.memory().id())
                .containsExactly("id-29", "id-28", "id-27");
        assertThat(done(ledger.search("common", 0))).isEmpty();
        assertThat(done(ledger.search("common", -1))).isEmpty();
    }

    @Test
    void anEditedTextIsFoundByItsNewWordsOnly() {
        LedgerFixture.see(ledger, "a", "the old wording", START);
        LedgerFixture.see(ledger, "a", "a fresh sentence", START.plusSeconds(1));

        assertThat(find("wording")).isEmpty();
        assertThat(find("fresh")).containsExactly("a");
    }

    @Test
    void whatIsNotIndexedYetIsFoundAllTheSame() {
        List<Sighting> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            String text = "entry " + i + (i % 1000 == 5 ? " needle \u6771\u4eac" : "");
            many.add(new Sighting(memory("id-" + i, MemoryState.PENDING, text), START));
        }
        done(ledger.record(LedgerBatch.ofSightings(many)));

        List<String> expected = List.of("id-2005", "id-1005", "id-5");
        assertThat(find("needle")).isEqualTo(expected);
        assertThat(find("\u6771")).isEqualTo(expected);
        assertThat(done(ledger.index(1000))).isEqualTo(1500);
        assertThat(find("needle")).isEqualTo(expected);
        assertThat(done(ledger.index(10_000))).isZero();
        assertThat(find("needle")).isEqualTo(expected);
        assertThat(find("\u6771\u4eac")).isEqualTo(expected);
        assertThat(find("\u4eac")).isEqualTo(expected);
        assertThat(find("zz")).isEmpty();
    }

    @Test
    void agreesWithAPlainComparisonOnRandomTexts() {
        Random random = new Random(42);
        List<String> texts = new ArrayList<>();
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            texts.add(random(random, 40));
            sightings.add(
                    new Sighting(memory("" + i, MemoryState.PENDING, "", texts.get(i)), START));
        }
        done(ledger.record(LedgerBatch.ofSightings(sightings)));
        done(ledger.index(1000));
        for (int round = 0; round < 300; round++) {
            String query = random(random, 6);
            List<String> expected = new ArrayList<>();
            for (int i = texts.size() - 1; i >= 0; i--) {
                String folded = FoldedText.of(texts.get(i));
                if (!query.isBlank()
                        && List.of(query.strip().split("\\s+")).stream()
                                .allMatch(word -> folded.contains(FoldedText.of(word)))) {
                    expected.add("" + i);
                }
            }
            assertThat(find(query)).as("query <%s>", query).isEqualTo(expected);
        }
    }

    @Test
    void aQueryOfAnyLengthIsAnswered() {
        LedgerFixture.see(ledger, "a", "abc ".repeat(5000), START);

        assertThat(find("abc ".repeat(5000))).containsExactly("a");
        assertThat(find("x".repeat(100_000))).isEmpty();
        StringBuilder distinct = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            distinct.append("w").append(i).append(' ');
        }
        assertThat(find(distinct.toString())).isEmpty();
    }

    private static String random(Random random, int length) {
        String alphabet = "aAbB \u00e9\u00c9\"*-\ud83d\ude00";
        StringBuilder out = new StringBuilder();
        int characters = 1 + random.nextInt(length);
        int[] points = alphabet.codePoints().filter(point -> point != '"').toArray();
        for (int i = 0; i < characters; i++) {
            out.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return out.toString();
    }

    private void see(String id, String project, String content) {
        done(
                ledger.record(
                        LedgerBatch.ofSightings(
                                List.of(
                                        new Sighting(
                                                memory(id, MemoryState.PENDING, project, content),
                                                START)))));
    }

    private List<String> find(String query) {
        return done(ledger.search(query, 1000)).stream().map(known -> known.memory().id()).toList();
    }
}
