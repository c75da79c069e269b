package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * R9, R10: acts beside entries, keys and numbers that nobody expects. What is not meant keeps its
 * bytes, what is meant is done, and its undo brings back what was there.
 */
class OddInputActsTest {
    private static final String PENDING =
            "{\"id\": \"pending-1\", \"project_id\": \"p\", \"content\": \"one\","
                    + " \"timestamp\": 1764460800, \"retries\": 0}";
    private static final String FAILED =
            "{\"id\": \"failed-1\", \"project_id\": \"p\", \"content\": \"two\","
                    + " \"timestamp\": 1764460800, \"retries\": 3, \"own\": [1e999, 1.0]}";

    @TempDir Path folder;

    static Stream<String> oddEntries() {
        return Stream.of(
                "{\"id\": \"odd\", \"project_id\": \"p\", \"content\": \"\\ud83d\", \"retries\":"
                        + " 1.0}",
                "{\"id\": \"odd\", \"project_id\": \"p\", \"content\": \"a\\u0000b\", \"retries\":"
                        + " 0}",
                "{\"id\": \"odd\", \"project_id\": null, \"content\": null, \"timestamp\": null}",
                "{\"id\": \"odd\", \"id\": \"twice\", \"content\": \"x\", \"content\": \"y\"}",
                "{\"id\": 17, \"project_id\": [], \"content\": {}, \"retries\": \"many\"}",
                "{\"id\": \"odd\", \"timestamp\": 9223372036854775808, \"retries\": -1e999}",
                "{\"id\": \"odd\", \"n\": NaN, \"i\": -Infinity, \"d\": 1.000000000000000000001}",
                "{\"content\": \"neither id nor project\", \"unknown\": {\"deep\": [[[{}]]]}}",
                "{\"id\": \"odd\", \"deep\": " + "[".repeat(500) + "]".repeat(500) + "}",
                "{\"id\": \"odd\", \"content\": \"" + "x".repeat(300_000) + "\"}",
                "{\"id\": \"same\", \"content\": \"s\"}, {\"id\": \"same\", \"content\": \"s\"}",
                "{}",
                "[1, 2]",
                "\"a text\"",
                "null",
                "4711");
    }

    private ScratchQueue write(String odd) throws IOException {
        return write(odd, ",\n    " + odd);
    }

    private ScratchQueue write(String odd, String behindFailed) throws IOException {
        ScratchQueue scratch = ScratchQueue.in(folder);
        Files.writeString(
                scratch.queueFile(),
                "{\n  \"version\": 7,\n  \"queue\": [\n    %s,\n    %s\n  ],\n"
                        .formatted(odd, PENDING)
                        .concat("  \"failed\": [\n    %s%s\n  ],\n".formatted(FAILED, behindFailed))
                        .concat("  \"stats\": {\"total_queued\": 9, \"more\": [NaN]}\n}"),
                ISO_8859_1);
        return scratch;
    }

    private static Outcome run(ScratchQueue scratch, String... arguments) {
        return SameJvm.run(scratch.program(), new byte[0], List.of(arguments));
    }

    /** Its text without the blanks between values, which a rewrite may set anew. */
    private static String compact(ScratchQueue scratch) throws IOException {
        return compact(Files.readString(scratch.queueFile(), ISO_8859_1));
    }

    private static String compact(String json) {
        return json.replaceAll("[ \\n]", "");
    }

    @ParameterizedTest
    @MethodSource("oddEntries")
    void whatIsNotMeantKeepsItsBytes(String odd) throws IOException {
        ScratchQueue scratch = write(odd);
        String before = compact(scratch);

        for (List<String> act :
                List.of(
                        List.of("retry", "failed-1"),
                        List.of("discard", "pending-1"),
                        List.of("edit", "pending-1", "--content", "other"),
                        List.of("edit", "failed-1", "--project", "q", "--retry"))) {
            Outcome done = run(scratch, act.toArray(String[]::new));
            assertThat(done.exitCode()).as("%s", done).isZero();
            assertThat(compact(scratch))
                    .as("%s", act)
                    .contains(compact(odd), "\"version\":7", "\"more\":[NaN]");
            Outcome undone = run(scratch, "undo");
            assertThat(undone.exitCode()).as("%s", undone).isZero();
            assertThat(compact(scratch))
                    .as("undo of %s", act)
                    .contains(compact(odd), compact(PENDING), compact(FAILED));
        }
        // Keys that Python needs were added; nothing that stood there went.
        assertThat(
                        run(scratch, "status", "--json")
                                .json()
                                .path("balance")
                                .path("unaccounted")
                                .asInt())
                .isZero();
        assertThat(before).contains(compact(odd));
    }

    @ParameterizedTest
    @MethodSource("oddEntries")
    void anOddOneItselfGoesToTheTrashAndComesBackIfAWorkerCouldSendIt(String odd)
            throws IOException {
        ScratchQueue scratch = write(odd, "");
        List<String> ids =
                Stream.of(run(scratch, "list", "all", "--json").done().json())
                        .flatMap(list -> ScratchQueue.ids(list).stream())
                        .filter(id -> !id.equals("pending-1") && !id.equals("failed-1"))
                        .distinct()
                        .toList();
        assertThat(ids).isNotEmpty();
        for (String id : ids) {
            Outcome discard = run(scratch, "discard", id);
            assertThat(discard.exitCode()).as("%s", discard).isZero();
            Outcome undo = run(scratch, "undo");
            if (undo.exitCode() != 0) {
                // It stopped the worker, so it does not come back as it was.
                undo.refused(1, id);
                assertThat(undo.err())
                        .containsAnyOf("a worker could send", "no worker could send", "waiting");
                String kept = run(scratch, "export", "--format", "jsonl").done().out();
                assertThat(kept).contains(id);
                if (undo.err().contains("edit it first")) {
                    Outcome edit = run(scratch, "edit", id, "--project", "p", "--content", "c");
                    assertThat(edit.exitCode()).as("%s", edit).isZero();
                    assertThat(compact(scratch)).contains("\"id\":\"" + id);
                }
            } else {
                // What the worker needs and it lacked was added; its text is as it was.
                String text = odd.substring(odd.indexOf("\"content\""));
                assertThat(compact(scratch))
                        .contains(compact(text.substring(0, text.indexOf('"', 12) + 1)));
            }
        }
    }

    @Test
    void fiftyMegabytesInOneText() throws IOException {
        ScratchQueue scratch =
                write("{\"id\": \"odd\", \"content\": \"" + "x".repeat(50_000_000) + "\"}");
        long size = Files.size(scratch.queueFile());
        assertThat(run(scratch, "retry", "failed-1").exitCode()).isZero();
        assertThat(Files.size(scratch.queueFile())).isGreaterThan(size - 1_000);
        assertThat(run(scratch, "undo").exitCode()).isZero();
    }

    @Test
    void aFileThatIsNoUtf8IsLeftAsItIs() throws IOException {
        ScratchQueue scratch = write("{\"id\": \"odd\", \"content\": \"caf\u00e9\"}");
        byte[] before = Files.readAllBytes(scratch.queueFile());
        Outcome refused = run(scratch, "retry", "failed-1");
        if (refused.exitCode() != 0) {
            refused.refused(1, "mem0_queue.json");
            assertThat(Files.readAllBytes(scratch.queueFile())).isEqualTo(before);
        } else {
            assertThat(Files.readString(scratch.queueFile(), ISO_8859_1)).contains("caf");
        }
    }
}
