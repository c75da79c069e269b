package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Oddity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What Python wrote is still there, value for value, after one of our saves is merged. */
class PythonRoundTripTest {
    /**
     * Writes a queue with everything that is odd and valid. Keys and values that json.dump cannot
     * write stand in as marks and are put in as text.
     */
    private static final String WRITE =
            """
            import json, sys
            path, layout = sys.argv[1:3]
            def entry(id, **more):
                return {"id": id, "project_id": "trace-hub", "content": "text " + id,
                        "timestamp": 1764460800, "retries": 0, **more}
            data = {
              "zeta": {"b": [1, [], {}, [[]]], "a": None},
              "queue": [
                entry("plain"),
                entry("numbers", a="@1e999@", b="@9223372036854775808@", c=1.0, d=-0.0,
                      e="@-0@", f="@1E+2@", g=float("nan"), h=float("inf"), i=-float("inf"),
                      j=123456789012345678901234567890, k=1e-7, l=5e22),
                entry("texts", lone="\\ud83d", other="\\ude00 x", emoji="\\U0001f600", nul="a\\u0000b",
                      quote="\\"\\\\/\\b\\f\\n\\r\\t\\x7f", line="\\u2028\\u2029", slash="@escaped@"),
                entry("retried", retries=1.0, next_attempt=None, nested={"x": [{"y": [[], {}]}]}),
                {"id": "bare"},
                {"content": None, "id": None, "project_id": 7, "timestamp": "soon", "retries": "1"},
                {},
                "not an object", 5, None, True, ["a", {"b": 1}],
                entry("twice"), entry("twice"),
              ],
              "failed": [entry("f1", retries=3), entry("f2", retries=2 ** 63)],
              "stats": {"total_queued": 61, "total_synced": 10, "total_failed": 6,
                        "last_sync": "2025-11-30T10:00:00.000001", "unknown": [1, 2]},
              "in_flight": [], "held": [entry("held", later=1)], "twice": 1, "@twice@": 2, "caf\\u00e9": "\\u00e9",
              "mem0_queue_monitor": {"merged": [], "later": {"version": 2}},
            }
            options = {"dump": dict(indent=2), "compact": dict(separators=(",", ":")),
                       "raw": dict(indent=2, ensure_ascii=False), "four": dict(indent=4),
                       "bom": dict(indent=2), "crlf": dict(indent=2)}[layout]
            if layout == "raw":   # a lone surrogate has no UTF-8, and DEL is ASCII as it is
                del data["queue"][2]["lone"], data["queue"][2]["other"], data["queue"][2]["quote"]
            text = json.dumps(data, **options)
            for number in ("1e999", "9223372036854775808", "-0", "1E+2"):
                text = text.replace('"@' + number + '@"', number)
            text = text.replace('"@escaped@"', '"\\\\/\\\\u0041"').replace('"@twice@"', '"twice"')
            if layout == "crlf":
                text = text.replace("\\n", "\\r\\n")
            with open(path, "w", newline="", encoding="utf-8-sig" if layout == "bom" else "utf-8") as file:
                file.write(text)
            """;

    /** Compares two files as Python reads them: order, repeated keys and number texts count. */
    private static final String COMPARE =
            """
            import json, sys
            sys.setrecursionlimit(100000)
            def load(path):
                with open(path, encoding="utf-8-sig") as file:
                    return json.load(file, object_pairs_hook=lambda pairs: [list(p) for p in pairs],
                                     parse_float=lambda t: "float " + t, parse_int=lambda t: "int " + t,
                                     parse_constant=lambda t: "constant " + t)
            before, after = load(sys.argv[1]), load(sys.argv[2])
            def take(pairs, key):
                return [v for k, v in pairs if k == key][-1]
            new_queue = take(after, "queue")
            assert new_queue[:-1] == take(before, "queue"), "queue"
            assert dict(map(tuple, new_queue[-1]))["content"] == json.loads(sys.argv[3]), "new entry"
            names = [k for k, _ in after]
            assert names[:len(before)] == [k for k, _ in before], names
            for (key, old), (_, new) in zip(before, after):
                if key in ("queue", "last_100"):
                    continue
                if key == "stats":
                    assert [p for p in new if p[0] != "total_queued"] \\
                        == [p for p in old if p[0] != "total_queued"], "stats"
                    assert take(new, "total_queued") == "int 62"
                elif key == "mem0_queue_monitor":
                    assert take(new, "later") == take(old, "later")
                else:
                    assert old == new, key
            print(json.dumps([k for k in names[len(before):]]))
            """;

    @TempDir Path folder;
    private QueueFixture queue;

    /** How somebody laid the file out. */
    enum Layout {
        DUMP,
        COMPACT,
        RAW,
        FOUR,
        BOM,
        CRLF
    }

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
    }

    private Path before() {
        return folder.resolve("before.json");
    }

    private void pythonWrites(Layout layout) throws IOException {
        Python.run(WRITE, queue.directory().queueFile(), layout.name().toLowerCase());
        Files.copy(queue.directory().queueFile(), before());
    }

    @ParameterizedTest
    @EnumSource
    void everythingPythonOwnedIsUnchangedByAMerge(Layout layout) throws IOException {
        pythonWrites(layout);
        QueueStore store = queue.store();
        String text = "new: \ud83d\ude00 é \ud83d lone \"";
        QueueFixture.save(store, text);
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);

        String added =
                Python.run(COMPARE, before(), queue.directory().queueFile(), Json.quote(text));
        assertThat(added).isEqualTo("[\"last_100\"]");
    }

    @ParameterizedTest
    @EnumSource
    void theResultIsPureAsciiAndLaidOutAsPythonDoes(Layout layout) throws IOException {
        pythonWrites(layout);
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);

        assertThat(Ascii.isAscii(queue.queueBytes())).isTrue();
        assertThat(withoutOddNumbers(queue.queueText()))
                .isEqualTo(
                        Python.run(
                                """
                                import json, sys
                                class Pairs(dict):   # keeps repeated keys
                                    def __init__(self, pairs): self.pairs = pairs; super().__init__([(1, 1)] if pairs else [])
                                    def items(self): return self.pairs
                                with open(sys.argv[1], encoding="ascii") as file:
                                    print(json.dumps(json.load(file, object_pairs_hook=Pairs), indent=2))
                                """,
                                withoutOddNumbers(queue.directory().queueFile())));
    }

    /** Python reads 1e999 as infinity; for the layout only their place counts. */
    private Path withoutOddNumbers(Path file) throws IOException {
        Path other = folder.resolve("numbers.json");
        Files.writeString(other, withoutOddNumbers(Files.readString(file, US_ASCII)));
        return other;
    }

    private static String withoutOddNumbers(String text) {
        return text.replaceAll("1e999|1E\\+2|-0,", "7,")
                .replace("7,,", "7,")
                .replace("\\/\\u0041", "x");
    }

    @Test
    void oldEntriesOfAPythonFileStayByteForByte() throws IOException {
        pythonWrites(Layout.DUMP);
        String old = Files.readString(before(), US_ASCII);
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);

        String now = queue.queueText();
        String oldQueue = old.substring(0, old.indexOf("\n  ],\n  \"failed\""));
        assertThat(now).startsWith(oldQueue + ",\n    {\n      \"id\": \"");
        String oldFailed = old.substring(old.indexOf("\n  ],\n  \"failed\""), old.indexOf("61,"));
        assertThat(now).contains(oldFailed + "62,");
        String oldRest = old.substring(old.indexOf("61,") + 3, old.indexOf("\"merged\": []"));
        assertThat(now).contains(oldRest);
    }

    @Test
    void aPlainPythonFileDiffersOnlyByTheNewEntryTheCountAndOurMarker() {
        queue.pythonQueue(40, 6);
        String old = queue.queueText();
        QueueStore store = queue.store();
        String id = QueueFixture.save(store, "the new one").getFirst();
        QueueFixture.flush(store);

        String entry =
                QueueFixture.entry(id, "the new one")
                        .replace("1764460800", "1795442400")
                        .replace("\n    }", ",\n      \"source\": \"test\"\n    }");
        String name =
                QueueFixture.files(queue.directory().kept())
                        .getFirst()
                        .getFileName()
                        .toString()
                        .replace("@47", "");
        String expected =
                old.replace(
                                "\n    }\n  ],\n  \"last_100\"",
                                "\n    },\n    " + entry + "\n  ],\n  \"last_100\"")
                        .replace(
                                "\n    }\n  ],\n  \"failed\"",
                                "\n    },\n    " + entry + "\n  ],\n  \"failed\"")
                        .replace("\"total_queued\": 46", "\"total_queued\": 47")
                        .replaceFirst(
                                "\n}$",
                                ",\n  \"mem0_queue_monitor\": {\n    \"merged\": [\n      \""
                                        + name
                                        + "\"\n    ]\n  }\n}");
        assertThat(queue.queueText()).isEqualTo(expected);
    }

    @Test
    void pythonSavesIntoOurFileAndCarriesOurMarkerAlong() {
        QueueStore store = queue.store();
        String ours = QueueFixture.save(store, "ours").getFirst();
        QueueFixture.flush(store);
        String marker = queue.queueJson().path("mem0_queue_monitor").toString();

        queue.legacy("save", "theirs");

        assertThat(queue.queuedIds()).containsExactly(ours, "theirs");
        assertThat(queue.queueJson().path("mem0_queue_monitor").toString()).isEqualTo(marker);
        assertThat(queue.queueJson().path("stats").path("total_queued").asInt()).isEqualTo(2);
    }

    @Test
    void aMissingQueueFileIsCreatedWithTheFourKeysForItsOwnerOnly() throws IOException {
        QueueStore store = queue.store();
        QueueFixture.save(store, "first");
        QueueFixture.flush(store);

        assertThat(queue.queueJson().fieldNames())
                .toIterable()
                .startsWith("queue", "last_100", "failed", "stats");
        assertThat(queue.queueJson().path("stats").toString())
                .isEqualTo(
                        "{\"total_queued\":1,\"total_synced\":0,\"total_failed\":0,\"last_sync\":null}");
        assertThat(mode(queue.directory().queueFile())).isEqualTo("rw-------");
        assertThat(queue.legacy("load")).contains("\"total_queued\": 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--", "rw-rw----", "r--r-----"})
    void theModeOfTheQueueFileIsKept(String mode) throws IOException {
        queue.pythonQueue(2, 0);
        Files.setPosixFilePermissions(
                queue.directory().queueFile(), PosixFilePermissions.fromString(mode));
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(mode(queue.directory().queueFile())).isEqualTo(mode);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void missingKeysAreAddedBecausePythonReachesForThem() {
        queue.write("{\"queue\": [], \"mine\": 1}");
        QueueStore store = queue.store();
        String id = QueueFixture.save(store, "one").getFirst();
        QueueFixture.flush(store);
        assertThat(queue.queueJson().fieldNames())
                .toIterable()
                .startsWith("queue", "mine", "last_100", "failed", "stats");
        queue.legacy("save", "next");
        assertThat(queue.queuedIds()).containsExactly(id, "next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"last_100\": {\"a\": 1}",
                "\"last_100\": null",
                "\"stats\": [1, 2]",
                "\"stats\": null",
                "\"stats\": {\"total_queued\": \"many\"}",
                "\"stats\": {\"total_queued\": 1e999}",
                "\"in_flight\": {\"a\": 1}",
                "\"held\": {\"a\": 1}",
            })
    void aValueOfAnotherKindThanExpectedIsKeptAndTold(String member) {
        queue.write("{\"queue\": [], " + member + "}");
        QueueStore store = queue.store();
        assertThat(store.queueFile().read().ok().orElseThrow().oddities())
                .anyMatch(o -> o.kind() == Oddity.Kind.WRONG_TYPE);
        String id = QueueFixture.save(store, "one").getFirst();
        QueueFixture.flush(store);
        assertThat(queue.queueText().replaceAll("\\s", "")).contains(member.replaceAll("\\s", ""));
        assertThat(queue.queuedIds()).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"x\"", "7", "{\"merged\": 5, \"later\": 1}", "{}"})
    void anOddMarkerDoesNotStopMerging(String marker) {
        queue.write("{\"queue\": [], \"mem0_queue_monitor\": " + marker + ", \"last\": true}");
        QueueStore store = queue.store();
        String one = QueueFixture.save(store, "one").getFirst();
        QueueFixture.flush(store);
        String two = QueueFixture.save(store, "two").getFirst();
        QueueFixture.flush(store);
        assertThat(queue.queuedIds()).containsExactly(one, two);
        assertThat(queue.queueJson().path("mem0_queue_monitor").path("merged").size()).isEqualTo(1);
        assertThat(queue.queueJson().path("last").asBoolean()).isTrue();
    }

    @Test
    void rawUtf8BecomesEscapesThatPythonReadsAsTheSameText() {
        byte[] text =
                "{\"queue\": [{\"id\": \"é\", \"x\": \"\ud83d\ude00\\\\é\"}]}".getBytes(UTF_8);
        queue.write(text);
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(queue.queueText()).contains("\"\\u00e9\"", "\"\\ud83d\\ude00\\\\\\u00e9\"");
        assertThat(queue.queueJson().path("queue").path(0).path("x").asText())
                .isEqualTo("\ud83d\ude00\\é");
    }

    @Test
    void countersAndTheLast100AreMaintainedAsPythonDoes() {
        queue.write(QueueFixture.pythonText(QueueFixture.entries("p", 120), List.of(), 500, 380));
        QueueStore store = queue.store();
        List<String> ids = QueueFixture.save(store, "a", "b", "c");
        QueueFixture.flush(store);
        List<String> last = QueueFixture.ids(queue.queueJson().path("last_100"));
        assertThat(last).hasSize(100).startsWith("p23").endsWith(ids.toArray(String[]::new));
        assertThat(queue.queueJson().path("stats").path("total_queued").asInt()).isEqualTo(503);
        assertThat(queue.queueJson().path("stats").path("total_synced").asInt()).isEqualTo(380);
    }

    @Test
    void aBatchLargerThanTheHistoryKeepsItsNewest100() {
        queue.pythonQueue(3, 0);
        QueueStore store = queue.store();
        String[] texts = new String[130];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "text " + i;
        }
        List<String> ids = QueueFixture.save(store, texts);
        QueueFixture.flush(store);
        assertThat(QueueFixture.ids(queue.queueJson().path("last_100")))
                .isEqualTo(ids.subList(30, 130));
    }
}
