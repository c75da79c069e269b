package org.mem0queue.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system that is mounted for the length of a test. */
record Mounted(Path path) implements AutoCloseable {
    static void needs() {
        Needs.linux();
        Needs.root();
        Needs.tool("mount", "umount");
    }

    /** A file system in memory with its limits, for example {@code size=64k}. */
    static Mounted memory(Path at, String options) {
        create(at);
        Shell.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString());
        return new Mounted(at);
    }

    /** The same folder a second time. */
    static Mounted again(Path folder, Path at) {
        create(at);
        Shell.run("mount", "--bind", folder.toString(), at.toString());
        return new Mounted(at);
    }

    Mounted readOnly() {
        Shell.run("mount", "-o", "remount,bind,ro", path.toString());
        return this;
    }

    Mounted writable() {
        Shell.run("mount", "-o", "remount,bind,rw", path.toString());
        return this;
    }

    Mounted resized(String options) {
        Shell.run("mount", "-o", "remount," + options, path.toString());
        return this;
    }

    private static void create(Path at) {
        try {
            Files.createDirectories(at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Shell.run("umount", path.toString());
    }
}
