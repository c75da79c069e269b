package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.FlushResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Half-written files: ours are cleared away when they are old, others' are not ours to touch. */
class LeftOverFilesTest {
    @TempDir Path folder;
    private QueueFixture queue;
    private QueueDirectory files;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder).pythonQueue(2, 0);
        files = queue.directory();
    }

    /** Sets the clock so that the file was left alone for that long. */
    private void now(Path file, Duration later) throws IOException {
        queue.clock().set(FileStamps.of(file).changed().plus(later));
    }

    private void merge() {
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
    }

    private static Path make(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "{\"queue\": [");
    }

    @Test
    void halfWrittenVersionsOfOursAreRemovedAfterAnHour() throws IOException {
        Path version = make(folder.resolve(".mem0_queue.json.4711-3-9f8e7d6c.tmp"));
        Path copy = make(files.snapshots().resolve(".4711-3-9f8e7d6c.tmp"));
        now(copy, Duration.ofMinutes(59));
        merge();
        assertThat(version).exists();
        assertThat(copy).exists();
        now(copy, Duration.ofMinutes(61));
        merge();
        assertThat(version).doesNotExist();
        assertThat(copy).doesNotExist();
    }

    @Test
    void theyAreRemovedWhereALinkedQueueFileIs() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = elsewhere.resolve("queue.json");
        Files.move(files.queueFile(), target);
        Files.createSymbolicLink(files.queueFile(), target);
        Path version = make(elsewhere.resolve(".mem0_queue.json.4711-3-9f8e7d6c.tmp"));
        now(version, Duration.ofMinutes(61));
        merge();
        assertThat(version).doesNotExist();
    }

    @Test
    void aSecondNameLeftByACrashGoesWithTheNextChange() throws IOException {
        Path link = folder.resolve(".mem0_queue_backup.json.4711-3-9f8e7d6c.tmp");
        Files.createLink(link, files.queueFile());
        byte[] before = queue.queueBytes();
        merge();
        assertThat(link).doesNotExist();
        assertThat(files.backupFile()).hasBinaryContent(before);
    }

    @Test
    void whatOthersLeftIsNotTouchedHoweverOld() throws IOException {
        Path foreign = make(folder.resolve(".mem0_queue.json.4712-3-9f8e7d6c.tmp"));
        Files.setAttribute(foreign, "unix:uid", 65534);
        Path target = make(folder.resolve("a text"));
        Path link = folder.resolve(".mem0_queue.json.4713-3-9f8e7d6c.tmp");
        Files.createSymbolicLink(link, target);
        List<Path> others =
                List.of(
                        make(files.pythonTemporaryFile()),
                        make(folder.resolve("mem0_queue.json.tmp")),
                        make(folder.resolve(".mem0_queue.json.swp")),
                        make(folder.resolve(".mem0_queue.json.x.tmp")),
                        make(folder.resolve(".mem0_queue.json.1-2-9f8e7d6c.tmp.bak")),
                        make(folder.resolve(".mem0_queue.json.1-2-9f8e7d6c.tmp/inside")),
                        make(folder.resolve(".mem0_queue_backup.json.mine")),
                        make(files.snapshots().resolve(".hidden")),
                        foreign,
                        link);
        now(foreign, Duration.ofDays(400));
        merge();
        assertThat(others)
                .allSatisfy(
                        path ->
                                assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                                        .as("%s", path)
                                        .isTrue());
    }

    /** Never acknowledged, so never merged; recovery offers it, so it is not thrown away either. */
    @Test
    void aHalfWrittenBatchIsNeitherMergedNorRemoved() throws IOException {
        String name = SpoolFile.newName(QueueFixture.START, QueueFixture.HERE, false);
        Path half = make(files.spoolTemporary().resolve(name));
        now(half, Duration.ofDays(2));
        merge();
        assertThat(half).exists();
        assertThat(queue.queuedIds()).hasSize(3);
    }

    @Test
    void pythonsTemporaryFileIsNoObstacleForEitherSide() throws IOException {
        make(files.pythonTemporaryFile());
        merge();
        queue.legacy("save", "theirs");
        assertThat(queue.queuedIds()).hasSize(4).contains("theirs");
    }

    @Test
    void litterThatCannotBeRemovedDoesNotStopAMerge() throws IOException {
        Path version = make(folder.resolve(".mem0_queue.json.4711-3-9f8e7d6c.tmp"));
        now(version, Duration.ofMinutes(61));
        QueueStore store =
                queue.store(Disk.withFaults(Faults.on(Disk.Call.DELETE, ".mem0_queue.json.")));
        QueueFixture.save(store, "one");
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        assertThat(version).exists();
    }

    /** Nobody knows what it holds and it is ours to tell, so it stays until it can be read. */
    @Test
    void aDamagedBatchStaysInTheSpoolAndDoesNotStopTheOthers() throws IOException {
        QueueStore store = queue.store();
        List<String> ids = QueueFixture.save(store, "good");
        String[] broken = {
            "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"cut",
            "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1,"
                    + " \"retries\": 0}\n"
                    + "\0\0\0",
            "[1]\n",
            "{\"id\": \"\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1,"
                    + " \"retries\": 0}\n",
            "{\"id\": \"a\", \"content\": \"no project\", \"timestamp\": 1, \"retries\": 0}\n",
            "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": 1}\n",
            "\u00ff\u00fe",
        };
        for (String text : broken) {
            Files.writeString(
                    files.spool()
                            .resolve(
                                    SpoolFile.newName(
                                            QueueFixture.START, QueueFixture.HERE, false)),
                    text);
        }
        FlushResult result = QueueFixture.tryFlush(store);
        assertThat(result).isEqualTo(new FlushResult.Merged(1, broken.length));
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", ids.getFirst());
        assertThat(QueueFixture.files(files.spool())).hasSize(broken.length);
    }

    @Test
    void aBatchOfAnotherMachineIsLeftForIt() {
        QueueStore other =
                queue.store(
                        Disk.real(), new SpoolIdentity("aaaa", "bbbb"), QueueStore.Access.MANAGE);
        List<String> ids = QueueFixture.save(other, "theirs");
        assertThat(QueueFixture.flush(queue.store())).isEqualTo(new FlushResult.Merged(0, 1));
        assertThat(QueueFixture.flush(other).merged()).isEqualTo(1);
        assertThat(queue.queuedIds()).endsWith(ids.getFirst());
    }

    @Test
    void whoSharesMachineOrBootMayMerge() {
        QueueFixture.save(
                queue.store(
                        Disk.real(),
                        new SpoolIdentity(QueueFixture.HERE.machine(), "bbbb"),
                        QueueStore.Access.MANAGE),
                "before a restart");
        QueueFixture.save(
                queue.store(
                        Disk.real(),
                        new SpoolIdentity("aaaa", QueueFixture.HERE.boot()),
                        QueueStore.Access.MANAGE),
                "in a container");
        assertThat(QueueFixture.flush(queue.store())).isEqualTo(new FlushResult.Merged(2, 0));
    }

    @Test
    void anIdentityThatNoFileNameCouldCarryIsRefused() {
        for (String odd : List.of("", "A1", "a-b", "é", "a/b")) {
            assertThatThrownBy(() -> new SpoolIdentity(odd, "a"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new SpoolIdentity("a", odd))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
