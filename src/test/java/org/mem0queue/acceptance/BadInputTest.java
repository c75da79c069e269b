package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people and scripts get wrong, on every command: one line with the next step, the right exit
 * code, nothing on standard output, nothing changed.
 */
class BadInputTest extends BadInput {
    private static final int MEBI = 1 << 20;

    @TestFactory
    Stream<DynamicTest> wrongUsage() {
        return run(
                Stream.of(
                        refuse(2, "frobnicate").says("frobnicate"),
                        refuse(2, "--frobnicate").says("--frobnicate"),
                        refuse(2, "status", "--frobnicate").says("--frobnicate"),
                        refuse(2, "status", "extra").says("extra"),
                        refuse(2, "two\nlines\u001b[31m").says("two lines"),
                        refuse(2, "list", "two\nlines\u001b[31m").says("two lines"),
                        refuse(2, "status", "--dir").says("--dir"),
                        refuse(2, "list", "nosuchstate").says("nosuchstate", "pending"),
                        refuse(2, "list", "--grep", "(").says("(", "regular expression"),
                        refuse(2, "list", "--since", "yesterday").says("yesterday", "2h"),
                        refuse(2, "list", "--since", "").says("time"),
                        refuse(2, "list", "--limit", "-1").says("--limit"),
                        refuse(2, "list", "--limit", "many").says("many"),
                        refuse(2, "list", "--limit", "99999999999").says("99999999999"),
                        refuse(2, "show"),
                        refuse(2, "show", "a", "b").says("b"),
                        refuse(2, "save", "text").says("--project"),
                        refuse(2, "save", "--project", "", "text").says("project is empty"),
                        refuse(2, "save", "--project", "  ", "text").says("project is empty"),
                        refuse(2, "save", "--project", "p", "").says("text is empty"),
                        refuse(2, "save", "--project", "p", " \n ").says("text is empty"),
                        refuse(2, "save", "--project", "p").says("text is empty"),
                        refuse(2, "save", "--project", "p", "a", "b").says("b"),
                        refuse(2, "save", "--jsonl", "text").says("TEXT"),
                        refuse(2, "save", "--project", "p".repeat(1001), "text").says("1000"),
                        refuse(2, "save", "--jsonl").says("no memories"),
                        refuse(2, "flush", "--wait", "-1").says("seconds"),
                        refuse(2, "flush", "--wait", "soon").says("soon"),
                        refuse(2, "flush", "--wait", "99999999999999999999").says("9999"),
                        refuse(2, "flush", "--wait", "9999999999").says("week"),
                        refuse(2, "wait", "--timeout", "-1").says("seconds"),
                        refuse(2, "wait", "--pending", "few").says("few"),
                        refuse(2, "wait", "--pending", "-2").says("--pending"),
                        refuse(2, "snapshots", "extra").says("extra"),
                        refuse(2, "restore").says("--backup"),
                        refuse(2, "restore", "--backup", "--kept").says("--backup", "--kept"),
                        refuse(2, "restore", "--snapshot", "one").says("one"),
                        refuse(2, "restore", "--snapshot", "-1").says("--snapshot"),
                        refuse(2, "log", "-n", "-1").says("-n"),
                        refuse(2, "log", "-n", "x").says("x"),
                        refuse(2, "log", "--grep", "[").says("["),
                        refuse(2, "log", "--level", "loud").says("loud", "warning"),
                        refuse(2, "doctor", "extra").says("extra"),
                        refuse(2, "config").says("config list"),
                        refuse(2, "config", "get").says("NAME"),
                        refuse(2, "config", "get", "nosuch").says("nosuch"),
                        refuse(2, "config", "set", "nosuch", "1").says("nosuch"),
                        refuse(2, "config", "set", "theme", "purple").says("purple", "dark"),
                        refuse(2, "config", "set", "theme", "dark", "extra").says("extra"),
                        refuse(2, "completion", "extra").says("extra")));
    }

    @TestFactory
    Stream<DynamicTest> badStandardInput() {
        Case lines = refuse(2, "save", "--jsonl");
        Case text = refuse(2, "save", "--project", "p");
        return run(
                Stream.of(
                        lines.reading("{").says("Line 1", "JSON"),
                        lines.reading("[]").says("Line 1", "object"),
                        lines.reading("\"text\"").says("Line 1", "object"),
                        lines.reading("{\"content\": \"a\"}").says("Line 1", "project"),
                        lines.reading("{\"project_id\": \"p\"}").says("Line 1", "text"),
                        lines.reading("{\"project_id\": 5, \"content\": \"a\"}").says("project_id"),
                        lines.reading("{\"project_id\": \"p\", \"content\": {}}").says("content"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\", \"id\": \"\"}")
                                .says("id is empty"),
                        lines.reading(
                                        "{\"project_id\": \"p\", \"content\": \"a\","
                                                + " \"timestamp\": \"noon\"}")
                                .says("timestamp"),
                        lines.reading(
                                        "{\"project_id\": \"p\", \"content\": \"a\","
                                                + " \"timestamp\": 1e999}")
                                .says("timestamp"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\", \"wat\": 1}")
                                .says("wat"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\"} {}")
                                .says("more than one"),
                        lines.reading("{\"project_id\": \"p\", \"content\": \"a\\u0000b\"}")
                                .says("NUL"),
                        lines.reading("\n \n").says("no memories"),
                        lines.reading(new byte[] {'{', (byte) 0xff, (byte) 0xfe}).says("Line 1"),
                        lines.reading("{\"a\":".repeat(10_000)).says("Line 1"),
                        text.reading(new byte[] {'a', (byte) 0xff, 'b'}).says("UTF-8"),
                        text.reading("a\0b").says("NUL"),
                        text.reading(new byte[5000]).says("NUL"),
                        text.reading(repeated('x', 50 * MEBI)).says("10 MB"),
                        text.reading(repeated((char) 0xff, 50 * MEBI)).says("10 MB"),
                        lines.reading(hugeLine()).says("Line 1", "10 MB")));
    }

    @Test
    void aBadLineAmongGoodOnesIsToldAndTheOthersAreSaved() {
        ScratchQueue scratch = ScratchQueue.in(folder);

        Outcome outcome =
                scratch.program()
                        .runWith(
                                "{\"project_id\": \"p\", \"content\": \"one\"}\n"
                                        + "{oops\n\n"
                                        + "{\"project_id\": \"p\", \"content\": \"two\"}",
                                "save",
                                "--jsonl");

        assertThat(outcome.exitCode()).isEqualTo(3);
        outcome.complained("Line 2", "JSON");
        scratch.assertMergedOnce(outcome.savedIds());
        assertThat(scratch.queueIds()).hasSize(2);
        scratch.close();
    }

    @Test
    void theLargestTextIsAccepted() {
        ScratchQueue scratch = ScratchQueue.in(folder);
        byte[] text = repeated('x', 10 * MEBI);

        String id = scratch.program().runWith(text, "save", "--project", "p").done().savedId();

        scratch.assertMergedOnce(List.of(id));
        assertThat(scratch.queue().path("queue").get(0).path("content").asText())
                .isEqualTo(new String(text, UTF_8));
        scratch.close();
    }

    private static byte[] repeated(char c, int times) {
        byte[] bytes = new byte[times];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }

    private static byte[] hugeLine() {
        byte[] begin = "{\"project_id\": \"p\", \"content\": \"".getBytes(UTF_8);
        byte[] line = repeated('x', 50 * MEBI);
        System.arraycopy(begin, 0, line, 0, begin.length);
        line[line.length - 2] = '"';
        line[line.length - 1] = '}';
        return line;
    }
}
