package org.mem0queue.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes what a process of ours left behind when it was killed: half-written versions and second
 * names that nobody will finish. Only plain files with exactly our kind of name and our owner; what
 * another program left, such as {@code mem0_queue.tmp}, is not touched.
 *
 * <p>Names of which age does not matter only under the lock. A failure is no reason to stop a
 * change: the next one tries again.
 */
final class LeftOverFiles {
    /** Far longer than any of our changes takes. */
    static final Duration ABANDONED = Duration.ofHours(1);

    private LeftOverFiles() {}

    /**
     * @param prefix what the names begin with, as given to {@link TemporaryNames#next}
     * @param age how long the file must have been left alone; zero if that does not matter
     */
    static void remove(Path folder, String prefix, Duration age, Instant now, Disk disk) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path file : files) {
                if (TemporaryNames.isOurs(file.getFileName().toString(), prefix)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && isOurs(file, folder)
                        && isOld(file, age, now)) {
                    disk.delete(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Litter, not damage.
        }
    }

    /** Zero means any age, also where the clock was set back. */
    private static boolean isOld(Path file, Duration age, Instant now) throws IOException {
        return age.isZero() || !FileStamps.of(file).changed().isAfter(now.minus(age));
    }

    private static boolean isOurs(Path file, Path folder) throws IOException {
        FileStamps.OwnerIds owner = FileStamps.owner(file);
        return owner == null
                || owner.user() == EffectiveUser.id()
                || owner.equals(FileStamps.owner(folder));
    }
}
