package org.mem0queue.mem0.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder (0700) and files (0600) for their owner alone, where the platform has such modes. */
final class OwnerFolder {
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private OwnerFolder() {}

    /** Makes it with those above it; narrows the mode of one that is there. */
    static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, FOLDER));
        } else if (posix(folder)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /** Makes an empty file; one that is there keeps what is in it. */
    static void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
            sync(file.resolveSibling("."));
        } catch (FileAlreadyExistsException usual) {
            if (posix(file)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        }
    }

    static FileAttribute<?>[] fileAttributes(Path place) {
        return attributes(place, FILE);
    }

    /** So that the names in it survive a power cut; not every platform can. */
    static void sync(Path folder) throws IOException {
        if (posix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> mode) {
        return posix(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
