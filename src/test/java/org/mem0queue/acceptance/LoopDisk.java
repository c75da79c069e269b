package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An ext4 file system of its own in a file, whose power can be cut. */
final class LoopDisk implements AutoCloseable {
    private static final int MEGABYTES = 24;

    private final Path image;
    private final Path mountPoint;
    private final String options;
    private boolean mounted;

    private LoopDisk(Path image, Path mountPoint, String options) {
        this.image = image;
        this.mountPoint = mountPoint;
        this.options = options;
    }

    /**
     * @param options of mount, for example {@code data=writeback}; empty for the defaults
     */
    static LoopDisk create(Path folder, String options) {
        needs();
        try {
            Path image = Files.createDirectories(folder).resolve("disk.img");
            Path mountPoint = Files.createDirectory(folder.resolve("mounted"));
            Shell.run("truncate", "-s", MEGABYTES + "M", image.toString());
            Shell.run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", image.toString());
            LoopDisk disk = new LoopDisk(image, mountPoint, options);
            disk.mount();
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void needs() {
        Needs.linux();
        Needs.root();
        Needs.tool("mkfs.ext4", "mount", "umount", "python3");
        Needs.need(Files.exists(Path.of("/dev/loop-control")), "there are no loop devices");
    }

    Path root() {
        return mountPoint;
    }

    private void mount() {
        String all = options.isEmpty() ? "loop" : "loop," + options;
        Shell.run("mount", "-t", "ext4", "-o", all, image.toString(), mountPoint.toString());
        mounted = true;
    }

    /** Everything that was written so far is safe. */
    void settle() {
        Shell.run("sync", "-f", mountPoint.toString());
    }

    /** Cuts the power and starts the machine again: what was not synced is gone. */
    void powerCut() {
        Python.run("power_cut.py", mountPoint);
        unmount();
        mount();
    }

    private void unmount() {
        Shell.run("umount", mountPoint.toString());
        mounted = false;
    }

    @Override
    public void close() {
        if (mounted) {
            unmount();
        }
        assertThat(List.of(mountPoint)).allMatch(Files::exists);
    }
}
