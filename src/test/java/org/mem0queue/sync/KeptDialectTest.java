package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.mem0.Dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a server was found to speak is known to the next process, until an answer belies it. */
class KeptDialectTest {
    @TempDir private Path directory;

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("apis"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    /** How many requests a process makes that has one memory to send. */
    private static int requestsOfAProcess(SyncFixture queue, StubApi api) {
        queue.restart();
        queue.queue("one", 1);
        int before = api.requests();
        queue.pass();
        return api.requests() - before;
    }

    @Test
    void theNextProcessDoesNotAskAgain() throws IOException {
        for (StubApi.Kind kind : StubApi.Kind.values()) {
            Path own = Files.createDirectory(directory.resolve(kind.name()));
            try (StubApi api = new StubApi(kind)) {
                SyncFixture queue = new SyncFixture(own, api);

                assertThat(requestsOfAProcess(queue, api)).isGreaterThan(1);
                assertThat(requestsOfAProcess(queue, api)).as("the add alone").isEqualTo(1);
                assertThat(api.adds()).hasSize(2);
            }
        }
    }

    @Test
    void itIsForTheOwnerAlone() throws IOException {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            requestsOfAProcess(new SyncFixture(directory, api), api);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                    .isEqualTo("rw-------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(directory.resolve("apis"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void anotherServerAtThatAddressIsFoundOutByItsFirstAnswer() {
        int port;
        List<String> ids;
        SyncFixture queue;
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            port = api.port();
            queue = new SyncFixture(directory, api);
            requestsOfAProcess(queue, api);
        }
        try (StubApi other = new StubApi(StubApi.Kind.WRAPPER, port)) {
            queue.restart();
            ids = queue.queue("one", 2);
            queue.passes(4, Duration.ofMinutes(10));

            assertThat(other.stored()).hasSize(2);
            assertThat(other.texts()).allMatch(text -> ids.stream().anyMatch(text::contains));
            assertThat(queue.synced()).isEqualTo(3);
            assertThat(requestsOfAProcess(queue, other)).as("known from now on").isEqualTo(1);
        }
    }

    @Test
    void oneThatIsDamagedOldOrOfTheFutureIsNotBelieved() throws IOException {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            requestsOfAProcess(queue, api);
            String good = Files.readString(kept());
            for (String bad :
                    List.of(
                            "",
                            "{",
                            "[]",
                            good.substring(0, good.length() / 2),
                            good + good,
                            good.replace("\"oss\"", "\"esperanto\""),
                            good.replace("true", "1"),
                            good.replace("SERVER", "MOON"),
                            good.replace("http", "https"))) {
                Files.writeString(kept(), bad);
                assertThat(requestsOfAProcess(queue, api)).as(bad).isGreaterThan(1);
                assertThat(Files.readString(kept())).isEqualTo(good);
            }
            queue.now = queue.now.minusSeconds(60);
            assertThat(requestsOfAProcess(queue, api)).as("of the future").isGreaterThan(1);
            queue.now = queue.now.plus(Duration.ofHours(23));
            assertThat(requestsOfAProcess(queue, api)).isEqualTo(1);
            queue.now = queue.now.plus(Duration.ofHours(2));
            assertThat(requestsOfAProcess(queue, api)).as("old").isGreaterThan(1);
        }
    }

    @Test
    void aPersonsWordOutranksIt() {
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);
            requestsOfAProcess(queue, api);
            SyncSettings found = queue.settings;
            queue.settings =
                    new SyncSettings(
                            found.client(),
                            new Dialect.Wrapper(),
                            found.concurrency(),
                            found.interval(),
                            found.resendDoubts(),
                            found.doubtWait());

            assertThat(requestsOfAProcess(queue, api)).isEqualTo(1);

            assertThat(api.stored().getLast().ourId()).as("sent to /memory").isEmpty();
        }
    }

    @Test
    void whereNothingCanBeKeptItIsAskedEachTime() throws IOException {
        Files.writeString(directory.resolve("apis"), "no folder");
        try (StubApi api = new StubApi(StubApi.Kind.OSS)) {
            SyncFixture queue = new SyncFixture(directory, api);

            assertThat(requestsOfAProcess(queue, api)).isGreaterThan(1);
            assertThat(requestsOfAProcess(queue, api)).isGreaterThan(1);
            assertThat(api.stored()).hasSize(2);
        }
    }
}
