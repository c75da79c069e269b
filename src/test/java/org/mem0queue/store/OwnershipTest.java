package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who owns what we make: root in somebody's folder makes that somebody's files, any other user
 * keeps out. Runs as root, as the build's machine does.
 */
class OwnershipTest {
    private static final int OWNER = 65534;
    private static final int OTHER = 12345;

    @TempDir static Path program;
    @TempDir Path outer;
    private Path folder;
    private QueueFixture queue;
    private QueueDirectory files;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(outer.resolve("queue"));
        mode(program, "rwxr-xr-x");
        mode(outer, "rwxr-xr-x");
        mode(folder, "rwxr-xr-x");
        give(folder, OWNER);
        queue = new QueueFixture(folder);
        files = queue.directory();
    }

    private static void give(Path path, int user) throws IOException {
        Files.setAttribute(path, "unix:uid", user);
        Files.setAttribute(path, "unix:gid", user);
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                + ":"
                + Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    }

    private List<String> as(int user, String... commands) {
        return StoreProcess.run(program, user, folder, commands);
    }

    @Test
    void whatRootMakesInSomebodysFolderIsThatSomebodys() throws IOException {
        QueueStore store = queue.store();
        for (int i = 0; i < 3; i++) {
            QueueFixture.save(store, "text " + i);
            QueueFixture.flush(store);
            store.upkeep().keepGoodState();
        }
        queue.write("{");
        give(files.queueFile(), OWNER);
        store.queueFile().read();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                assertThat(owner(path)).as("%s", path).isEqualTo(OWNER + ":" + OWNER);
                if (!path.equals(folder)) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as("%s", path)
                            .endsWith("------");
                }
            }
        }
        assertThat(files.lockFile()).exists();
        assertThat(QueueFixture.files(files.snapshots())).hasSizeGreaterThan(2);
    }

    @Test
    void itsOwnerAndPythonGoOnAfterRootWasThere() {
        QueueStore store = queue.store();
        QueueFixture.save(store, "by root");
        QueueFixture.flush(store);
        QueueFixture.save(store, "spooled by root");
        List<String> results = as(OWNER, "save", "flush", "read");
        assertThat(results).hasSize(3).startsWith("Accepted").endsWith("ok");
        assertThat(results.get(1)).startsWith("Merged[merged=2");
        Python.command(
                List.of(
                        "setpriv",
                        "--reuid=" + OWNER,
                        "--regid=" + OWNER,
                        "--clear-groups",
                        Python.forEveryUser(),
                        "-c",
                        "import fcntl,sys; f=open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX)",
                        files.lockFile().toString()));
        assertThat(queue.queuedIds()).hasSize(3);
    }

    @Test
    void aQueueFileOfAnotherOwnerKeepsIt() throws IOException {
        queue.pythonQueue(1, 0);
        give(files.queueFile(), OTHER);
        mode(files.queueFile(), "rw-rw----");
        QueueStore store = queue.store();
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(owner(files.queueFile())).isEqualTo(OTHER + ":" + OTHER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.queueFile())))
                .isEqualTo("rw-rw----");
        assertThat(owner(files.kept())).isEqualTo(OWNER + ":" + OWNER);
    }

    /** Even where the folder's mode would let them: their files would shut the owner out. */
    @Test
    void anotherUserIsRefusedAndChangesNothing() throws IOException {
        queue.pythonQueue(1, 0);
        give(files.queueFile(), OWNER);
        QueueFixture.save(queue.store(), "waiting");
        mode(folder, "rwxrwxrwx");
        mode(files.own(), "rwxrwxrwx");
        mode(files.spool(), "rwxrwxrwx");
        Map<String, String> before = QueueFixture.listing(folder);
        List<String> results = as(OTHER, "read", "look", "save", "lock", "flush");
        assertThat(results.get(0)).isEqualTo("ok");
        assertThat(results.get(1)).contains("FREE");
        assertThat(results.get(2)).startsWith("NotSaved").contains("uid " + OWNER, "Nothing");
        assertThat(results.get(3)).startsWith("Unavailable").contains("uid " + OWNER);
        assertThat(results.get(4)).startsWith("Refused").contains("uid " + OWNER, "stays safe");
        assertThat(QueueFixture.listing(folder)).isEqualTo(before);
    }

    @Test
    void aQueueFileThatMayNotBeReadIsToldAndLeftAlone() throws IOException {
        queue.pythonQueue(1, 0);
        mode(files.queueFile(), "rw-------");
        List<String> results = as(OWNER, "save", "read", "flush");
        assertThat(results).startsWith("Accepted", "denied");
        assertThat(results.get(2))
                .startsWith("Refused")
                .contains("permission denied", files.queueFile().toString());
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(QueueFixture.files(files.spool())).hasSize(1);
    }

    @Test
    void aLockFileThatMayNotBeOpenedIsToldAndLeftAlone() throws IOException {
        queue.pythonQueue(1, 0);
        give(files.queueFile(), OWNER);
        Files.createFile(files.lockFile());
        mode(files.lockFile(), "rw-------");
        List<String> results = as(OWNER, "save", "look", "flush");
        assertThat(results.get(0)).isEqualTo("Accepted");
        assertThat(results.get(1)).contains("UNKNOWN", "permission denied");
        assertThat(results.get(2)).startsWith("Refused").contains("permission denied");
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    @Test
    void aFolderThatMayNotBeWrittenSavesNothingAndSaysSo() throws IOException {
        queue.pythonQueue(1, 0);
        mode(folder, "r-xr-xr-x");
        Map<String, String> before = QueueFixture.listing(folder);
        List<String> results = as(OWNER, "save", "flush", "read");
        assertThat(results.get(0)).startsWith("NotSaved").contains("permission denied");
        assertThat(results.get(1)).isEqualTo("Merged[merged=0, left=0]");
        assertThat(results.get(2)).isEqualTo("ok");
        assertThat(QueueFixture.listing(folder)).isEqualTo(before);
    }
}
