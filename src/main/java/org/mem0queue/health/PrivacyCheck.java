package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.QueueDirectory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether others can read memories. The Python programs write the queue with mode 0644 whatever it
 * was before; a folder that lets nobody in makes up for that.
 */
final class PrivacyCheck implements HealthCheck {
    private static final Set<PosixFilePermission> LETS_OTHERS_READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> LETS_OTHERS_IN =
            Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    /** Of these names, and all their copies, every one holds memory texts. */
    private static final List<String> PATTERNS =
            List.of("mem0_queue*.json", "mem0_emergency*.json", "mem0-backup-*.json");

    private static final int FILES = 500;

    /** More names than these do not help. */
    private static final int NAMED = 4;

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        QueueDirectory directory = seen.directory();
        List<Finding> findings = new ArrayList<>();
        List<Path> readable = new ArrayList<>();
        for (String pattern : PATTERNS) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(directory.path(), pattern)) {
                for (Path file : files) {
                    if (Files.isRegularFile(file)
                            && readable.size() < FILES
                            && allows(file, LETS_OTHERS_READ)) {
                        readable.add(file);
                    }
                }
            } catch (IOException | DirectoryIteratorException unreadable) {
                return List.of();
            }
        }
        if (!readable.isEmpty()) {
            findings.add(files(directory.path(), readable));
        }
        Set<PosixFilePermission> own = permissions(directory.own());
        if (own != null && !OWNER_ONLY.containsAll(own)) {
            findings.add(
                    FindingCode.READABLE_BY_OTHERS.variant(
                            Severity.WARNING,
                            "folder",
                            directory.own(),
                            PosixFilePermissions.toString(own)));
        }
        return findings;
    }

    private static Finding files(Path folder, List<Path> readable) {
        boolean open = isReachable(folder);
        List<String> names = readable.stream().sorted().limit(NAMED).map(Wording::name).toList();
        return FindingCode.READABLE_BY_OTHERS.variant(
                open ? Severity.WARNING : Severity.NOTICE,
                open ? "open" : "shut",
                readable.size(),
                folder,
                readable.size() > NAMED ? FindingWords.of("phrase.and-others", names) : names);
    }

    /** Whether somebody else can get into the folder, through all folders above. */
    private static boolean isReachable(Path folder) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException gone) {
            return false;
        }
        for (Path step = real; step != null; step = step.getParent()) {
            if (!allows(step, LETS_OTHERS_IN)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(Path path, Set<PosixFilePermission> any) {
        Set<PosixFilePermission> permissions = permissions(path);
        return permissions != null && any.stream().anyMatch(permissions::contains);
    }

    /** Null where there is no such file, or no such thing as a mode. */
    private static @Nullable Set<PosixFilePermission> permissions(Path path) {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (IOException | UnsupportedOperationException none) {
            return null;
        }
    }
}
