package org.mem0queue.settings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to replace one file, from {@link #of} until {@link #close}; no other process of ours
 * has it meanwhile. The file is replaced whole or not at all, also across a power cut.
 *
 * <p>The lock is a file {@code .settings.json.lock} that stays. Java's own kind of lock is enough:
 * no Python program takes part.
 */
final class DurableReplacement implements AutoCloseable {
    /** The file is replaced, but a power cut may bring the old one back. */
    static final class UnforcedException extends IOException {
        private static final long serialVersionUID = 1L;

        private UnforcedException(IOException cause) {
            super(cause);
        }
    }

    /**
     * Among threads: a file lock counts for the whole process, and closing any channel of the file
     * would release it.
     */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private final Path target;
    private final Path folder;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private DurableReplacement(Path target, Path folder, FileChannel lockChannel, FileLock lock) {
        this.target = target;
        this.folder = folder;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /**
     * Makes the file's folder if it is missing and waits for the right.
     *
     * @throws IOException if the folder cannot be made or written, or another process keeps the
     *     right for more than 5 s
     */
    static DurableReplacement of(Path file) throws IOException {
        Path target = behindLink(file.toAbsolutePath());
        Path folder = target.resolveSibling("").normalize();
        createFolder(folder);
        Path lockFile = folder.resolve("." + target.getFileName() + ".lock");
        if (!tryInProcess()) {
            throw busy(lockFile);
        }
        try {
            return locked(target, folder, lockFile);
        } catch (IOException | RuntimeException failure) {
            IN_PROCESS.unlock();
            throw failure;
        }
    }

    private static boolean tryInProcess() {
        try {
            return IN_PROCESS.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static DurableReplacement locked(Path target, Path folder, Path lockFile)
            throws IOException {
        FileChannel channel =
                FileChannel.open(
                        lockFile,
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                        attributes(folder, OWNER_ONLY));
        try {
            adopt(lockFile, folder);
            return new DurableReplacement(target, folder, channel, lock(channel, lockFile));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static Path behindLink(Path file) throws IOException {
        if (!Files.isSymbolicLink(file)) {
            return file;
        }
        return Files.exists(file)
                ? file.toRealPath()
                : file.resolveSibling(Files.readSymbolicLink(file));
    }

    private static FileLock lock(FileChannel channel, Path lockFile) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw busy(lockFile);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static FileSystemException busy(Path lockFile) {
        return new FileSystemException(lockFile.toString(), null, "another program is changing it");
    }

    /**
     * Puts the bytes in the file's place.
     *
     * @param aside where the file that was there is moved to first; {@code null} to drop it
     * @return where it was moved to
     * @throws UnforcedException if the file was replaced, but perhaps not for good
     * @throws IOException if that failed; the file is then as it was
     */
    @Nullable Path replace(byte[] bytes, @Nullable Path aside) throws IOException {
        Path fresh = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            write(fresh, bytes);
            Path kept = aside == null ? null : moveAside(aside);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            try {
                force(folder);
            } catch (IOException failure) {
                throw new UnforcedException(failure);
            }
            return kept;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void write(Path fresh, byte[] bytes) throws IOException {
        Set<StandardOpenOption> options =
                EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel =
                FileChannel.open(fresh, options, attributes(folder, OWNER_ONLY))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            adopt(fresh, folder);
            channel.force(true);
        }
    }

    private Path moveAside(Path wanted) throws IOException {
        Path aside = folder.resolve(wanted.getFileName());
        for (int number = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); number++) {
            aside = folder.resolve(wanted.getFileName() + "." + number);
        }
        return Files.move(target, aside);
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            createFolder(parent);
            try {
                Files.createDirectory(folder, attributes(parent, OWNER_ONLY_FOLDER));
            } catch (FileAlreadyExistsException madeMeanwhile) {
                if (!Files.isDirectory(folder)) {
                    throw madeMeanwhile;
                }
                return;
            }
            adopt(folder, parent);
            force(parent);
        }
    }

    private static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> permissions) {
        return isPosix(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path place) {
        return Files.getFileAttributeView(place, PosixFileAttributeView.class) != null;
    }

    /** What an administrator makes in somebody's home folder belongs to that person. */
    private static void adopt(Path made, Path place) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(made, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(place, PosixFileAttributes.class);
        if (!view.readAttributes().owner().equals(wanted.owner())) {
            try {
                view.setOwner(wanted.owner());
                view.setGroup(wanted.group());
            } catch (IOException notTheAdministrator) {
                return; // a folder that others let us write into: the file is ours then
            }
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException failure) {
            // Windows has no such thing as a folder that can be opened.
            if (isPosix(folder)) {
                throw failure;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (lockChannel) {
            lock.release();
        } finally {
            IN_PROCESS.unlock();
        }
    }
}
