package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Links, pipes, sockets, folders and vanished folders where plain files are expected. */
@Timeout(60)
class OddPathsTest {
    @TempDir Path folder;
    private QueueFixture queue;
    private QueueDirectory files;

    @BeforeEach
    void prepare() {
        queue = new QueueFixture(folder);
        files = queue.directory();
    }

    private List<String> saveAndFlush(QueueStore store, String text) {
        List<String> ids = QueueFixture.save(store, text);
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        return ids;
    }

    // ---- links

    @Test
    void aQueueDirectoryThatIsALinkStaysOne() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        QueueFixture linked = new QueueFixture(link).pythonQueue(2, 0);
        saveAndFlush(linked.store(), "one");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(new QueueFixture(real).queuedIds()).hasSize(3);
        assertThat(linked.legacy("try")).isEqualTo("free");
    }

    @Test
    void aQueueFileThatIsALinkStaysOneAndItsTargetIsReplaced() throws IOException {
        linkedTo(Files.createDirectory(folder.resolve("elsewhere")));
    }

    /** Neither a rename nor a hard link leads from one disk to another. */
    @Test
    void aQueueFileThatIsALinkToAnotherDiskStaysOne() throws IOException {
        Path other = Files.createTempDirectory(Path.of("/dev/shm"), "queue");
        try {
            assertThat(Files.getFileStore(other)).isNotEqualTo(Files.getFileStore(folder));
            linkedTo(other);
        } finally {
            try (Stream<Path> left = Files.list(other)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(other);
        }
    }

    private void linkedTo(Path elsewhere) throws IOException {
        Path target = elsewhere.resolve("the queue.json");
        Path between = Files.createSymbolicLink(folder.resolve("between"), target);
        queue.pythonQueue(2, 1);
        Files.move(files.queueFile(), target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(files.queueFile(), between);
        byte[] before = Files.readAllBytes(target);

        QueueStore store = queue.store();
        saveAndFlush(store, "one");
        assertThat(files.backupFile()).hasBinaryContent(before);
        byte[] second = Files.readAllBytes(target);
        saveAndFlush(store, "two");
        assertThat(files.backupFile()).hasBinaryContent(second);

        assertThat(Files.isSymbolicLink(files.queueFile())).isTrue();
        assertThat(Files.isSymbolicLink(between)).isTrue();
        assertThat(queue.queuedIds()).hasSize(4);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> there = Files.list(elsewhere)) {
            assertThat(there).containsExactly(target);
        }
        assertThat(store.snapshots().list()).hasSize(1);
    }

    @Test
    void aLinkToAFileThatDoesNotExistIsToldAndNotFilled() throws IOException {
        Files.createSymbolicLink(files.queueFile(), folder.resolve("nowhere"));
        refusedAndUnchanged("denied", "does not exist");
    }

    @Test
    void linksInACircleAreTold() throws IOException {
        Files.createSymbolicLink(files.queueFile(), files.queueFile());
        refusedAndUnchanged("denied", "symbolic links");
    }

    @Test
    void anotherHardLinkOfTheQueueFileKeepsTheOldVersion() throws IOException {
        queue.pythonQueue(2, 0);
        byte[] before = queue.queueBytes();
        Path other = folder.resolve("other name");
        Files.createLink(other, files.queueFile());
        saveAndFlush(queue.store(), "one");
        assertThat(other).hasBinaryContent(before);
        assertThat(queue.queuedIds()).hasSize(3);
    }

    // ---- what is not a plain file

    /** What stands where a plain file belongs. */
    enum Thing {
        FOLDER,
        FULL_FOLDER,
        PIPE,
        SOCKET;

        void make(Path path) throws IOException {
            switch (this) {
                case FOLDER -> Files.createDirectory(path);
                case FULL_FOLDER ->
                        Files.writeString(Files.createDirectory(path).resolve("f"), "text");
                case PIPE -> Python.command(List.of("mkfifo", path.toString()));
                case SOCKET ->
                        Python.run(
                                """
                                import os, socket, sys
                                os.chdir(sys.argv[1])   # the address may have 108 bytes
                                s = socket.socket(socket.AF_UNIX)
                                s.bind("s")
                                os.rename("s", sys.argv[2])
                                """,
                                path.getParent(),
                                path.getFileName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void somethingElseAsQueueFileIsToldWithoutHanging(Thing thing) throws IOException {
        thing.make(files.queueFile());
        refusedAndUnchanged("corrupt", thing.name().endsWith("FOLDER") ? "folder" : "not a plain");
    }

    private void refusedAndUnchanged(String word, String reason) {
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        Map<String, String> before = QueueFixture.listing(folder);
        assertThat(store.queueFile().read().word()).isEqualTo(word);
        FlushResult result = QueueFixture.tryFlush(store, Duration.ZERO);
        assertThat(result).isInstanceOf(FlushResult.Refused.class);
        assertThat(((FlushResult.Refused) result).reason()).contains(reason, "stays safe");
        Map<String, String> after = QueueFixture.listing(folder);
        before.remove(""); // only the lock file is new
        after.remove("");
        after.remove("mem0_queue.lock");
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void somethingElseAsAnyOtherFileNeitherHangsNorStopsAMerge(Thing thing) throws IOException {
        queue.pythonQueue(1, 0);
        QueueStore store = queue.store();
        saveAndFlush(store, "first");
        store.upkeep().keepGoodState();
        String name = SpoolFile.newName(QueueFixture.START, QueueFixture.HERE, true);
        thing.make(files.deadLetterFile());
        thing.make(files.emergencyFile());
        thing.make(files.metricsFile());
        thing.make(files.pythonTemporaryFile());
        thing.make(files.kept().resolve(name));
        thing.make(files.spool().resolve(name));
        thing.make(folder.resolve(".mem0_queue.json.1-1-00000000.tmp"));
        thing.make(folder.resolve(".mem0_queue_backup.json.1-1-00000000.tmp"));
        thing.make(files.snapshots().resolve("20261123T140000.000Z-0123456789abcdef.json"));

        assertThat(DeadLetterFile.read(files.deadLetterFile()))
                .isInstanceOf(ReadResult.Corrupt.class);
        assertThat(LineFile.read(files.emergencyFile(), MemoryState.EMERGENCY))
                .isInstanceOf(ReadResult.Corrupt.class);
        assertThat(MetricsFile.read(files.metricsFile())).isInstanceOf(ReadResult.Corrupt.class);
        QueueFixture.accept(store, List.of(QueueFixture.memory("given", "second")));
        FlushResult.Merged merged = QueueFixture.flush(store);
        assertThat(merged.merged()).isEqualTo(1);
        assertThat(merged.left()).as("the batch that cannot be read").isEqualTo(1);
        assertThat(queue.queuedIds()).hasSize(3).contains("given");
        store.upkeep().keepGoodState();
        for (Path path :
                List.of(
                        files.deadLetterFile(),
                        files.pythonTemporaryFile(),
                        folder.resolve(".mem0_queue.json.1-1-00000000.tmp"),
                        folder.resolve(".mem0_queue_backup.json.1-1-00000000.tmp"))) {
            assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).as("%s", path).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FOLDER", "FULL_FOLDER"})
    void aFolderAsBackupStopsTheChange(Thing thing) throws IOException {
        queue.pythonQueue(1, 0);
        byte[] before = queue.queueBytes();
        thing.make(files.backupFile());
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        assertThat(QueueFixture.tryFlush(store)).isInstanceOf(FlushResult.Refused.class);
        assertThat(queue.queueBytes()).isEqualTo(before);
        Files.walk(files.backupFile())
                .sorted(Comparator.reverseOrder())
                .forEach(path -> assertThat(path.toFile().delete()).isTrue());
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spool", "spool/tmp", "kept"})
    void aFileWhereOurFolderBelongsIsToldByASave(String name) throws IOException {
        Path path = files.own().resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "not ours");
        SaveResult result = queue.store().spool().accept(List.of(QueueFixture.memory("text")));
        assertThat(result).isInstanceOf(SaveResult.NotSaved.class);
        assertThat(((SaveResult.NotSaved) result).reason())
                .contains("a file stands where a folder belongs", "Nothing was saved");
        assertThat(path).hasContent("not ours");
        assertThat(QueueFixture.spooledIds(files.spool())).isEmpty();
    }

    @Test
    void aFileWhereTheSnapshotsBelongStopsAChangeThatWouldLoseTheOldBackup() throws IOException {
        queue.pythonQueue(1, 0);
        QueueStore store = queue.store();
        saveAndFlush(store, "one");
        byte[] backup = QueueFixture.bytes(files.backupFile());
        byte[] before = queue.queueBytes();
        Files.writeString(files.snapshots(), "not ours");
        QueueFixture.save(store, "two");
        FlushResult result = QueueFixture.tryFlush(store);
        assertThat(result).isInstanceOf(FlushResult.Refused.class);
        assertThat(((FlushResult.Refused) result).left()).isEqualTo(1);
        assertThat(queue.queueBytes()).isEqualTo(before);
        assertThat(files.backupFile()).hasBinaryContent(backup);
    }

    // ---- what disappears while we run

    @Test
    void aReplacedQueueDirectoryIsWorkedOnWithoutARestart() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("queue"));
        QueueFixture moving = new QueueFixture(inner).pythonQueue(3, 0);
        QueueStore store = moving.store();
        saveAndFlush(store, "one");
        Files.move(inner, folder.resolve("moved away"));
        SaveResult nowhere = store.spool().accept(List.of(QueueFixture.memory("text")));
        assertThat(nowhere).isInstanceOf(SaveResult.NotSaved.class);
        assertThat(((SaveResult.NotSaved) nowhere).reason()).contains("does not exist");

        Files.createDirectory(inner);
        moving.pythonQueue(1, 0);
        List<String> ids = saveAndFlush(store, "two");
        assertThat(moving.queuedIds()).containsExactly("p0", ids.getFirst());
        assertThat(new QueueFixture(folder.resolve("moved away")).queuedIds()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spool", "spool/tmp", "kept", "snapshots"})
    void ourFoldersAreMadeAgainWhenSomebodyDeletesThem(String name) throws IOException {
        queue.pythonQueue(1, 0);
        QueueStore store = queue.store();
        saveAndFlush(store, "one");
        saveAndFlush(store, "two");
        deleteAll(files.own().resolve(name));
        List<String> ids = saveAndFlush(store, "three");
        assertThat(queue.queuedIds()).hasSize(4).endsWith(ids.getFirst());
        assertThat(QueueFixture.files(files.kept())).isNotEmpty();
    }

    /** A process that only merges has not made the folders. */
    @Test
    void aMissingKeptFolderDoesNotStopTheMergeOfAnotherProcess() throws IOException {
        QueueFixture.save(queue.store(), "one");
        deleteAll(files.kept());
        assertThat(QueueFixture.flush(queue.store()).merged()).isEqualTo(1);
        assertThat(QueueFixture.files(files.kept())).hasSize(1);
        assertThat(QueueFixture.files(files.spool())).isEmpty();
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void aDirectoryNameWithSpacesQuotesAndAccentsWorks() throws IOException {
        boolean unicode =
                Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('é');
        String name = "a 'b' \"c\" *?[x]" + (unicode ? " é \ud83d\ude00" : "");
        Path odd = Files.createDirectory(folder.resolve(name));
        QueueFixture named = new QueueFixture(odd).pythonQueue(1, 0);
        QueueStore store = named.store();
        saveAndFlush(store, "one");
        saveAndFlush(store, "two");
        assertThat(named.queuedIds()).hasSize(3);
        assertThat(named.legacy("try")).isEqualTo("free");
        assertThat(new String(named.queueBytes(), UTF_8)).contains("\"merged\"");
    }
}
