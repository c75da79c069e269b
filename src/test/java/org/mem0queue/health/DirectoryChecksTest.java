package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.platform.DiskSpace;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.service.ObservationFixture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalLong;

/** The folder, what lies about in it, and its disk. */
class DirectoryChecksTest {
    private static final StrayFilesCheck STRAY = new StrayFilesCheck();
    private static final DiskSpaceCheck DISK = new DiskSpaceCheck();
    private static final DirectoryCheck DIRECTORY = new DirectoryCheck();
    private static final PrivacyCheck PRIVACY = new PrivacyCheck();
    private static final DirectoryPlaceCheck PLACE = new DirectoryPlaceCheck();
    private static final ArchivedQueuesCheck ARCHIVES = new ArchivedQueuesCheck();
    private static final ClockCheck CLOCK = new ClockCheck();

    @TempDir private Path folder;
    private ObservationFixture queue;

    @BeforeEach
    void emptyQueue() {
        queue = new ObservationFixture(folder).queue(0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem0_queue 2.json",
                "mem0_queue (1).json",
                "mem0_queue (mac's conflicted copy 2025-12-01).json",
                "mem0_queue.sync-conflict-20251201-101112-ABCDEFG.json",
                "mem0_queue_dlq_conflict-20251201-101112.json",
                "mem0_emergency (copie en conflit de pc 2025-12-01).json"
            })
    void conflictCopiesOfSyncProgramsAreFound(String name) {
        queue.write(name, "{}");

        assertThat(queue.check(STRAY))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("conflict-copies");
                            assertThat(finding.message()).startsWith("1 copy").contains(name);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem0_queue_backup.json",
                "mem0_queue.backup.json",
                "mem0_queue.backup.1764460800.json",
                "mem0_queue_dlq.backup.json",
                "notes (1).json",
                "mem0_queue.lock"
            })
    void filesThatBelongHereAreNoConflicts(String name) {
        queue.write(name, "{}");

        assertThat(queue.check(STRAY)).isEmpty();
    }

    @Test
    void aFileThatWasMovedToTheCloudIsAnAlarm() {
        queue.write(".mem0_queue.json.icloud", "");

        assertThat(queue.codes(STRAY)).containsExactly("cloud-placeholder");
    }

    @Test
    void whatInterruptedWritersLeftIsANoticeWhenItIsOld() {
        queue.write("mem0_queue.tmp", "{");
        queue.write(".mem0_queue.json.4711-1-00c0ffee.tmp", "{");
        assertThat(queue.check(STRAY)).isEmpty();

        queue.later(Duration.ofMinutes(3));
        assertThat(queue.codes(STRAY))
                .containsExactlyInAnyOrder("python-temporary-left", "temporaries-left");
    }

    @Test
    void aFolderWherePythonWritesFirstIsAnAlarm() throws IOException {
        Files.createDirectory(queue.directory().pythonTemporaryFile());

        assertThat(queue.codes(STRAY)).containsExactly("python-temporary-blocked");
    }

    @Test
    void aDiskThatFillsUpIsAWarningAndAFullOneAnAlarm() {
        assertThat(queue.check(DISK)).isEmpty();
        queue.disk(new DiskSpace(499_000_000, 1_000_000_000_000L, OptionalLong.empty()));
        assertThat(queue.check(DISK))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("disk-low");
                            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                            assertThat(finding.message()).contains("499 MB of 1.0 TB");
                        });
        queue.disk(new DiskSpace(0, 1_000_000_000_000L, OptionalLong.of(0)));
        assertThat(queue.check(DISK))
                .extracting(Finding::code)
                .containsExactly("disk-low", "inodes-low");
        assertThat(queue.check(DISK)).extracting(Finding::severity).containsOnly(Severity.CRITICAL);
        queue.disk(null);
        assertThat(queue.check(DISK)).isEmpty();
    }

    @Test
    void aFolderThatNobodyCanWriteIsAnAlarm() throws Exception {
        assertThat(queue.check(DIRECTORY)).isEmpty();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        boolean locked = !Files.isWritable(folder) || chattr("+i");
        try {
            assumeTrue(locked, "root writes whatever the mode says, and chattr +i is not possible");
            assertThat(queue.codes(DIRECTORY)).containsExactly("directory-not-writable");
        } finally {
            chattr("-i");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(queue.check(DIRECTORY)).isEmpty();
    }

    private boolean chattr(String flag) throws InterruptedException {
        try {
            return new ProcessBuilder("chattr", flag, folder.toString()).start().waitFor() == 0
                    && (flag.equals("-i") || !Files.isWritable(folder));
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void theFolderOfAnotherUserIsANoticeUnlessRootLooks() throws IOException {
        boolean root = Files.isWritable(Path.of("/"));
        if (root) {
            // Root gives what it makes to the folder's owner, so there is nothing to tell.
            Files.setAttribute(folder, "unix:uid", 65534);
            assertThat(queue.codes(DIRECTORY)).isEmpty();
        } else {
            ObservationFixture other = new ObservationFixture(Path.of("/"));
            assertThat(other.codes(DIRECTORY)).containsExactly("directory-of-another");
        }
    }

    @Test
    void memoriesThatOthersCanReadAreTold() throws IOException {
        assertThat(queue.check(PRIVACY)).isEmpty();
        Files.setPosixFilePermissions(
                queue.directory().queueFile(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

        assertThat(queue.check(PRIVACY))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("readable-by-others");
                            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
                            assertThat(finding.message())
                                    .startsWith("1 file with memories")
                                    .contains("mem0_queue.json")
                                    .contains("keeps them out");
                            assertThat(finding.action()).contains("chmod 700 " + folder);
                        });
    }

    @Test
    void aFolderThatOthersCanEnterMakesItAWarning() throws IOException {
        Path open = Files.createTempDirectory(Path.of("/tmp"), "health-open");
        try {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            ObservationFixture other = new ObservationFixture(open).queue(0, 0);
            Files.setPosixFilePermissions(
                    other.directory().queueFile(), PosixFilePermissions.fromString("rw-r--r--"));

            assertThat(other.check(PRIVACY))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.WARNING);
            Files.delete(other.directory().queueFile());
        } finally {
            Files.delete(open);
        }
    }

    @Test
    void anOpenFolderOfOursIsAWarning() throws IOException {
        Path own = Files.createDirectory(queue.directory().own());
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(queue.check(PRIVACY))
                .singleElement()
                .satisfies(finding -> assertThat(finding.action()).contains("chmod 700 " + own));

        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        assertThat(queue.check(PRIVACY)).isEmpty();
    }

    @Test
    void aLinkedFolderAndOneInACloudAreNotices() throws IOException {
        assertThat(queue.check(PLACE)).isEmpty();
        Path cloud = Files.createDirectories(folder.resolve("Dropbox/claude"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), cloud);

        assertThat(new ObservationFixture(link).codes(PLACE))
                .containsExactly("directory-link", "directory-in-cloud");
    }

    @Test
    void anArchivedQueueWithMemoriesIsFoundAndAnEmptyOneIsNot() {
        ObservationFixture archived =
                new ObservationFixture(folder.resolve("archive/vps-queue-20251202")).queue(0, 0);
        assertThat(queue.check(ARCHIVES)).isEmpty();

        archived.queue(2, 1);
        assertThat(queue.check(ARCHIVES))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("archived-queues");
                            assertThat(finding.message())
                                    .startsWith("3 memories wait in 1 archived queue");
                            assertThat(finding.action())
                                    .contains("--dir " + archived.directory().path());
                        });
    }

    @Test
    void filesFromTheFutureAreANotice() {
        assertThat(queue.check(CLOCK)).isEmpty();
        queue.age(queue.directory().queueFile(), Duration.ofMinutes(-10));

        assertThat(queue.check(CLOCK))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("time-ahead");
                            assertThat(finding.message()).contains("10 min in the future");
                        });
    }
}
