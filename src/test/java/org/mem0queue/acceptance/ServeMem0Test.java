package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code serve-mem0} as a process of its own. */
class ServeMem0Test {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;
    private RealProgram program;
    private Path queue;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void makeHome() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        queue = Files.createDirectory(folder.resolve("queue"));
        program = RealProgram.in(home, queue);
    }

    @AfterEach
    void closeClient() {
        http.close();
    }

    /** A server that says that it listens. */
    private record Serving(RunningProcess process, String url, Path file) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    private Serving serve(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("serve-mem0", "--port", "0", "--json"));
        command.addAll(List.of(more));
        RunningProcess process = program.start(command.toArray(String[]::new));
        String line = process.nextLine(SOON);
        assertThat(line).as(process.errors()).isNotNull();
        JsonNode said = Outcome.JSON.readTree(line);
        assertThat(said.get("event").asText()).isEqualTo("listening");
        assertThat(said.get("storage").asText())
                .isEqualTo("stored on this computer, not on a server");
        return new Serving(process, said.get("url").asText(), Path.of(said.get("file").asText()));
    }

    private String add(String url, String project, String text) throws Exception {
        HttpResponse<String> response = post(url, project, text);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return id(response);
    }

    private static String id(HttpResponse<String> response) throws IOException {
        return Outcome.JSON.readTree(response.body()).at("/results/0/id").asText();
    }

    private HttpResponse<String> post(String url, String project, String text) throws Exception {
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"user_id\":\"%s\","
                        + "\"metadata\":{\"mq_id\":\"of %s\",\"mq_source\":\"agent\"}}";
        return http.send(
                HttpRequest.newBuilder(URI.create(url + "/memories"))
                        .timeout(SOON)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        body.formatted(text, project, text)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<String> listed(String url) throws Exception {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create(url + "/memory/p?limit=10000")).build(),
                        HttpResponse.BodyHandlers.ofString());
        return Outcome.JSON.readTree(response.body()).path("memories").findValuesAsText("id");
    }

    @Test
    void whatWasAnsweredSurvivesAKillAtAnyMoment() throws Exception {
        List<String> answered = new ArrayList<>();
        AtomicInteger number = new AtomicInteger();
        for (int round = 0; round < 3; round++) {
            int enough = answered.size() + 25 + 20 * round;
            List<Future<List<String>>> writers = new ArrayList<>();
            try (Serving serving = serve();
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                AtomicInteger done = new AtomicInteger(answered.size());
                for (int writer = 0; writer < 4; writer++) {
                    Callable<List<String>> adding =
                            () -> {
                                List<String> mine = new ArrayList<>();
                                try {
                                    while (true) {
                                        String text = "text " + number.incrementAndGet();
                                        mine.add(add(serving.url(), "p", text));
                                        done.incrementAndGet();
                                    }
                                } catch (IOException killed) {
                                    return mine;
                                }
                            };
                    writers.add(threads.submit(adding));
                }
                Await.until("adds", SOON, () -> done.get() >= enough);
                serving.process().signal("KILL");
            }
            for (Future<List<String>> writer : writers) {
                answered.addAll(writer.get());
            }
            try (Serving again = serve()) {
                assertThat(listed(again.url())).containsAll(answered).doesNotHaveDuplicates();
                assertThat(again.process().errors()).isEmpty();
            }
        }
    }

    @Test
    void answersAfterTheDiskHasIt() throws Exception {
        Needs.tool("strace");
        Path log = folder.resolve("strace.log");
        program =
                program.under(
                        "strace",
                        "-f",
                        "-y",
                        "-s",
                        "80",
                        "-o",
                        log.toString(),
                        "-e",
                        "trace=fdatasync,fsync,write,writev,sendto,sendmsg");
        try (Serving serving = serve()) {
            add(serving.url(), "p", "tea");
            add(serving.url(), "p", "coffee");
            RunningProcess.signal(child(serving.process().pid()), "TERM");
            serving.process().outcome(SOON);
        }
        List<String> calls = Files.readAllLines(log);
        // the first add of a log syncs in any case: for the head of the log
        int first = answer(calls, 0);
        int second = answer(calls, first + 1);
        assertThat(first).isNotNegative().isLessThan(second);
        assertThat(calls.subList(first, second))
                .anyMatch(call -> call.matches(".*sync\\(.*memories\\.db-wal>.*"));
    }

    private static int answer(List<String> calls, int from) {
        for (int i = from; i < calls.size(); i++) {
            if (calls.get(i).contains("HTTP/1.1 200 OK")) {
                return i;
            }
        }
        return -1;
    }

    private static long child(long pid) {
        return ProcessHandle.of(pid).orElseThrow().children().findFirst().orElseThrow().pid();
    }

    @Test
    void aFullDiskIsToldAndCostsNothingThatWasAnswered() throws Exception {
        Mounted.needs();
        try (Mounted disk = Mounted.memory(folder.resolve("disk"), "size=2m")) {
            program = program.with("XDG_STATE_HOME", folder.resolve("disk").toString());
            try (Serving serving = serve()) {
                List<String> answered = new ArrayList<>();
                HttpResponse<String> last = post(serving.url(), "p", "first");
                while (last.statusCode() == 200) {
                    answered.add(id(last));
                    assertThat(answered).hasSizeLessThan(200);
                    last = post(serving.url(), "p", "much text ".repeat(2000));
                }
                assertThat(last.statusCode()).isEqualTo(500);
                assertThat(last.body()).contains("Nothing was stored");
                assertThat(serving.process().errors()).contains("memories.db");
                assertThat(listed(serving.url())).containsExactlyInAnyOrderElementsOf(answered);
                disk.resized("size=20m");
                answered.add(add(serving.url(), "p", "fits again"));
                assertThat(listed(serving.url())).containsExactlyInAnyOrderElementsOf(answered);
            }
        }
    }

    @Test
    void stopsCleanlyAtASignal() throws Exception {
        for (String signal : List.of("TERM", "INT")) {
            try (Serving serving = serve()) {
                add(serving.url(), "p", signal);
                serving.process().signal(signal);
                Outcome outcome = serving.process().outcome(SOON);
                assertThat(outcome.exitCode()).isEqualTo(signal.equals("INT") ? 130 : 143);
                assertThat(outcome.err()).isEmpty();
                assertThat(outcome.out()).endsWith("{\"event\": \"stopped\"}\n");
                // closed in order: the log was folded into the file
                assertThat(serving.file().resolveSibling("memories.db-wal")).doesNotExist();
            }
        }
    }

    @Test
    void tellsWhereItListensAndWhereThingsAre() throws Exception {
        try (RunningProcess process = program.start("serve-mem0", "--port", "0")) {
            assertThat(process.nextLine(SOON)).matches("Listening on http://127\\.0\\.0\\.1:\\d+");
            assertThat(process.nextLine(SOON))
                    .isEqualTo("Memories are stored on this computer, not on a server:");
            assertThat(process.nextLine(SOON)).contains("mem0-server/memories.db");
        }
    }

    @Test
    void aPortInUseIsToldWithTheNextStep() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            Outcome outcome = program.run("serve-mem0", "--port", port);
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("Port " + port).contains("--port");
        }
        assertThat(program.run("serve-mem0", "--port", "70000").exitCode()).isEqualTo(2);
        assertThat(program.run("serve-mem0", "--dry-run").exitCode()).isEqualTo(2);
        assertThat(program.run("serve-mem0", "--send-on", "--port", "1").exitCode()).isEqualTo(2);
    }

    @Test
    void withAKeyFileNobodyIsAnsweredWithoutTheKey() throws Exception {
        Path keyFile = Files.writeString(folder.resolve("key"), "a-secret-key\n");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        program.run("save", "--project", "p", "tea").done();
        try (Serving serving = serve("--key-file", keyFile.toString())) {
            assertThat(status(serving.url(), null)).isEqualTo(401);
            assertThat(status(serving.url(), "another-key")).isEqualTo(401);
            assertThat(status(serving.url(), "a-secret-key")).isEqualTo(200);

            RealProgram client = program.with("MEM0_API_URL", serving.url());
            Outcome refused = client.run("sync", "--json");
            assertThat(refused.json().path("synced").asInt()).as("%s", refused).isZero();
            assertThat(client.run("list", "--json").done().json()).hasSize(1);
            Outcome sent = client.with("MEM0_API_KEY", "a-secret-key").run("sync", "--json");
            assertThat(sent.done().json().path("synced").asInt()).isEqualTo(1);

            assertThat(serving.process().errors())
                    .contains(keyFile + " can be read by other users: chmod 600 it.");
            serving.process().signal("TERM");
            Outcome outcome = serving.process().outcome(SOON);
            assertThat(outcome.out() + outcome.err()).doesNotContain("a-secret-key");
        }
    }

    private int status(String url, String key) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + "/memories?user_id=p")).timeout(SOON);
        if (key != null) {
            request.header("X-API-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aKeyFileThatCannotBeUsedStartsNothing() throws Exception {
        Path missing = folder.resolve("no-such-key");
        program.run("serve-mem0", "--port", "0", "--key-file", missing.toString())
                .refused(1, missing + " cannot be read");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        program.run("serve-mem0", "--port", "0", "--key-file", empty.toString())
                .refused(1, empty + ": ");
        assertThat(
                        program.run("serve-mem0", "--send-on", "--key-file", empty.toString())
                                .exitCode())
                .isEqualTo(2);
    }

    @Test
    void sendsOnWhatIsStoredOnce() throws Exception {
        JsonNode nothing = program.run("serve-mem0", "--send-on", "--json").done().json();
        assertThat(nothing.get("stored").asInt()).isZero();
        try (Serving serving = serve()) {
            add(serving.url(), "p", "tea");
            add(serving.url(), "q", "coffee");
            JsonNode dry =
                    program.run("serve-mem0", "--send-on", "--dry-run", "--json").done().json();
            assertThat(dry.get("ids")).hasSize(2);
            assertThat(program.run("list", "--json").done().json()).isEmpty();

            Outcome sent = program.run("serve-mem0", "--send-on");
            assertThat(sent.out())
                    .startsWith(
                            "Saved 2 memories of 2 that are stored on this computer, not on a"
                                    + " server.");
            assertThat(sent.exitCode()).isZero();
            assertThat(sent.err()).contains("no API is configured");
            JsonNode queued = program.run("list", "--json").done().json();
            assertThat(queued.findValuesAsText("id"))
                    .containsExactlyInAnyOrderElementsOf(texts(dry.get("ids")));
            assertThat(queued.findValuesAsText("project_id")).containsExactlyInAnyOrder("p", "q");
            String tea = program.run("show", dry.get("ids").get(0).asText(), "--json").done().out();
            assertThat(tea).contains("sent-on:of tea");

            assertThat(program.run("serve-mem0", "--send-on", "--json").done().json().get("ids"))
                    .isEmpty();
            assertThat(program.run("list", "--json").done().json()).hasSize(2);
            assertThat(listed(serving.url())).hasSize(1);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(one -> all.add(one.asText()));
        return all;
    }
}
