package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.queue.RawJson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The layout against Python's own, over random documents that Python makes up. */
class JsonLayoutTest {
    private static final int DOCUMENTS = 1_500;

    /** Three lines a document: laid out, compact, raw UTF-8; each as a JSON string. */
    private static final String MAKE =
            """
            import json, random, sys
            random.seed(int(sys.argv[1]))
            TEXTS = ["", "a", "\\"", "\\\\", "\\\\\\"", "{[,:]}", "\\n", "\\u0000", "\\ud83d", "\\ude00", "\\U0001f600",
                     "\\u00e9", "\\u2028", "\\x7f", " ", "\\u00ff\\u0100", "]}", "x" * 40]
            def text():
                return "".join(random.choice(TEXTS) for _ in range(random.randrange(4)))
            def value(depth):
                kind = random.randrange(10 if depth < 5 else 6)
                if kind == 0: return random.choice([None, True, False])
                if kind == 1: return random.randrange(-10 ** random.randrange(1, 30), 10 ** 20)
                if kind == 2: return random.choice([random.random() * 10 ** random.randrange(-300, 300),
                                                    float("nan"), float("inf"), -float("inf"), -0.0])
                if kind < 6: return text()
                if kind < 8: return [value(depth + 1) for _ in range(random.randrange(4))]
                return {text() + str(n): value(depth + 1) for n in range(random.randrange(4))}
            for _ in range(int(sys.argv[2])):
                v = value(0)
                print(json.dumps(json.dumps(v, indent=2)))
                print(json.dumps(random.choice([
                    json.dumps(v, separators=(",", ":")), json.dumps(v), json.dumps(v, indent=5),
                    json.dumps(v, indent="\\t").replace("\\n", "\\r\\n")])))
            """;

    @Test
    void laysOutRandomDocumentsAsPythonDoes() throws IOException {
        long seed = 20261123;
        System.out.println("JsonLayoutTest seed " + seed);
        List<String> lines = Python.run(MAKE, seed, DOCUMENTS).lines().toList();
        assertThat(lines).hasSize(2 * DOCUMENTS);
        for (int i = 0; i < lines.size(); i += 2) {
            byte[] laidOut = text(lines.get(i));
            byte[] other = text(lines.get(i + 1));
            assertThat(layOut(laidOut))
                    .as("document %s", i / 2)
                    .isEqualTo(new String(laidOut, US_ASCII));
            assertThat(layOut(other))
                    .as("document %s", i / 2)
                    .isEqualTo(new String(laidOut, US_ASCII));
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            JsonLayout.write(RawJson.of(laidOut), 0, written);
            assertThat(written.toString(US_ASCII)).isEqualTo(new String(laidOut, US_ASCII));
        }
    }

    private static byte[] text(String quoted) throws IOException {
        return new ObjectMapper().readValue(quoted, String.class).getBytes(US_ASCII);
    }

    private static String layOut(byte[] json) {
        return new String(JsonLayout.layOut(json, 0), UTF_8);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("[ ]", "[]"),
                Arguments.of("{\r\n}", "{}"),
                Arguments.of("[1e999,-0,1E+2,NaN]", "[\n  1e999,\n  -0,\n  1E+2,\n  NaN\n]"),
                Arguments.of("{\"a\":1,\"a\":2}", "{\n  \"a\": 1,\n  \"a\": 2\n}"),
                Arguments.of("\"\\u00E9\\/\"", "\"\\u00E9\\/\""),
                Arguments.of("\"é\ud83d\ude00\"", "\"\\u00e9\\ud83d\\ude00\""),
                Arguments.of("\"\\\\é\"", "\"\\\\\\u00e9\""));
    }

    @ParameterizedTest
    @MethodSource("values")
    void keepsEveryValueAsItStood(String json, String expected) {
        assertThat(layOut(json.getBytes(UTF_8))).isEqualTo(expected);
    }

    /** Python gives up near 1,000; with an indent of 2 a line a level, 10,000 would take 200 MB. */
    @Test
    void whatIsNestedDeeperThanPythonReadsIsNotBlownUpByItsIndent() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String laidOut = layOut(deep.getBytes(UTF_8));
        assertThat(laidOut.replaceAll("\\s", "")).isEqualTo(deep);
        assertThat(laidOut.length()).isLessThan(3_000_000);
    }
}
