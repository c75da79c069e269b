package org.mem0queue.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything in a folder that a write could change: names, kinds, modes, owners, times and content.
 * Two equal states mean that nothing was written, not even the same again.
 */
record FolderState(Map<String, String> entries) {
    static FolderState of(Path folder) {
        Map<String, String> entries = new TreeMap<>();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return new FolderState(entries);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                entries.put(folder.relativize(path).toString(), describe(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FolderState(entries);
    }

    /** Without that folder or file and what is in it; the empty name is the folder itself. */
    FolderState without(String name) {
        Map<String, String> others = new TreeMap<>(entries);
        others.keySet().removeIf(path -> path.equals(name) || path.startsWith(name + "/"));
        return new FolderState(others);
    }

    private static String describe(Path path) throws IOException {
        Map<String, Object> all =
                Files.readAttributes(
                        path,
                        "unix:mode,uid,gid,ino,nlink,size,lastModifiedTime,ctime",
                        LinkOption.NOFOLLOW_LINKS);
        return new TreeMap<>(all)
                + (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? " " + hash(path) : "");
    }

    private static String hash(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
