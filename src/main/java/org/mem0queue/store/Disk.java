package org.mem0queue.store;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Every call that changes a disk, one method each, so that what is durable before what can be read
 * in one place and a test can make the n-th call fail.
 *
 * <p>Rules (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014; "fsyncgate",
 * PostgreSQL 2018): a file's bytes are synced before its name appears; a name is durable only after
 * its folder is synced; after a failed sync the file is given up, never synced again.
 */
public final class Disk {
    static final Set<PosixFilePermission> OWNER_ONLY_FILE =
            PosixFilePermissions.fromString("rw-------");
    static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private static final int BUFFER_BYTES = 1 << 16;

    /** The calls that can fail. */
    public enum Call {
        CREATE,
        WRITE,
        SYNC,
        RENAME,
        LINK,
        DELETE,
        SYNC_FOLDER,
        CREATE_FOLDER
    }

    /** Where a test lets a call fail. */
    @FunctionalInterface
    public interface Fault {
        /** Throws to make the call fail before it does anything. */
        void before(Call call, Path path) throws IOException;
    }

    /** Writes the content of a new file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Fault fault;
    private final FileStamps.@Nullable OwnerIds owner;

    private Disk(Fault fault, FileStamps.@Nullable OwnerIds owner) {
        this.fault = fault;
        this.owner = owner;
    }

    /** The real thing. */
    public static Disk real() {
        return new Disk((call, path) -> {}, null);
    }

    /** The real thing with faults. */
    public static Disk withFaults(Fault fault) {
        return new Disk(fault, null);
    }

    /** Gives what it creates to that owner: for root working in somebody's folder. */
    Disk ownedBy(FileStamps.@Nullable OwnerIds ids) {
        return new Disk(fault, ids);
    }

    /** Gives what it creates to the owner of that file, where we may. */
    Disk likeOwnerOf(Path file) throws IOException {
        FileStamps.OwnerIds ids = FileStamps.owner(file);
        return ids == null || EffectiveUser.id() != 0 ? this : ownedBy(ids);
    }

    /**
     * Creates a file, writes it and syncs it. On any failure the file is removed as far as the
     * system lets us.
     *
     * @param permissions the mode, exactly (not lessened by the umask)
     * @throws FileAlreadyExistsException if the name is taken
     */
    void create(Path file, Set<PosixFilePermission> permissions, Content content)
            throws IOException {
        fault.before(Call.CREATE, file);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes(OWNER_ONLY_FILE))) {
            if (FileStamps.isUnix() && !permissions.equals(OWNER_ONLY_FILE)) {
                Files.setPosixFilePermissions(file, permissions);
            }
            give(file);
            fault.before(Call.WRITE, file);
            OutputStream out =
                    new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            content.writeTo(out);
            out.flush();
            fault.before(Call.SYNC, file);
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            removeQuietly(file);
            throw e;
        }
    }

    void create(Path file, byte[] content) throws IOException {
        create(file, OWNER_ONLY_FILE, out -> out.write(content));
    }

    /**
     * Puts a content that is not longer than the file into it, syncs these bytes, and cuts the file
     * behind them. The cut is durable with the next name that is made so: until then a power cut
     * may bring back what stood there.
     */
    void overwrite(Path file, byte[] content) throws IOException {
        fault.before(Call.WRITE, file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            fault.before(Call.SYNC, file);
            channel.force(false); // the size did not change, so only the bytes have to go
            channel.truncate(content.length);
        }
    }

    /** Appends to a file that may be missing, and syncs it. */
    void append(Path file, byte[] content) throws IOException {
        boolean isNew = !FileStamps.existsAtAll(file);
        fault.before(isNew ? Call.CREATE : Call.WRITE, file);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.APPEND),
                        attributes(OWNER_ONLY_FILE))) {
            if (isNew) {
                give(file);
            }
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            fault.before(Call.SYNC, file);
            channel.force(true);
        }
        if (isNew) {
            syncFolder(folderOf(file));
        }
    }

    /** Renames over whatever has the name; the folder must be synced by the caller. */
    void rename(Path from, Path to) throws IOException {
        fault.before(Call.RENAME, to);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives a file a second name. */
    void link(Path existing, Path name) throws IOException {
        fault.before(Call.LINK, name);
        Files.createLink(name, existing);
    }

    void delete(Path file) throws IOException {
        fault.before(Call.DELETE, file);
        Files.deleteIfExists(file);
    }

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException {
        fault.before(Call.SYNC_FOLDER, folder);
        if (!FileStamps.isUnix()) {
            return; // Windows has no such call, and orders names itself
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Makes sure that a folder of ours exists, only for its owner, and that its name is durable.
     * Another process may have made it a moment ago without having synced it yet, so the parent is
     * synced in any case.
     */
    void ensureFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            fault.before(Call.CREATE_FOLDER, folder);
            try {
                Files.createDirectory(folder, attributes(OWNER_ONLY_FOLDER));
                give(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
        syncFolder(folderOf(folder));
    }

    /** Best effort, for files that nobody needs: a failure leaves litter, not damage. */
    void removeQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // The name is unique and ignored by every reader; the next cleaning tries again.
        }
    }

    /** Gives a file that was made by other means to the folder's owner. */
    void adopt(Path file) throws IOException {
        give(file);
    }

    private void give(Path path) throws IOException {
        if (owner != null) {
            Files.setAttribute(path, "unix:uid", owner.user());
            Files.setAttribute(path, "unix:gid", owner.group());
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return FileStamps.isUnix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
