package org.mem0queue.store;

import org.mem0queue.queue.FileStamp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which ids stand in any file of a queue directory: queue, backups, archives, conflict copies, and
 * all in {@code mem0_queue.d}, but {@code outcomes.jsonl} itself and the logs. Looked for is the id
 * between two quotation marks, whatever stands around it, so that a file that cannot be parsed
 * counts as well.
 */
final class IdMentions {
    /** As the names of all files of all programs that use the queue begin. */
    private static final String OURS_AND_PYTHONS = "mem0";

    private IdMentions() {}

    /** Whether an id stands letter for letter in JSON; others cannot be looked for. */
    static boolean canBeFound(String id) {
        return id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '"');
    }

    /** The files that can name an id, as they are now. */
    static Map<Path, FileStamp> files(QueueDirectory directory) throws IOException {
        Map<Path, FileStamp> files = new HashMap<>();
        add(directory.path(), OURS_AND_PYTHONS, files);
        addFolder(directory.own(), files);
        files.remove(directory.outcomes());
        files.keySet().removeIf(file -> file.toString().endsWith(".log"));
        return files;
    }

    private static void addFolder(Path folder, Map<Path, FileStamp> files) throws IOException {
        add(folder, "", files);
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path one : inside) {
                if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
                    addFolder(one, files);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // nothing in it
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void add(Path folder, String prefix, Map<Path, FileStamp> files)
            throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path one : inside) {
                if (Files.isRegularFile(one)) {
                    files.put(one, FileStamps.of(one));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // moved this moment: whoever looks again finds it where it is now
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Takes those ids out of the set that a file names. A file that is gone names none. */
    static void removeNamed(Path file, Set<String> ids) throws IOException {
        int longest = ids.stream().mapToInt(String::length).max().orElse(0);
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '"') {
                    if (piece.size() <= longest) {
                        ids.remove(piece.toString(StandardCharsets.ISO_8859_1));
                    }
                    piece.reset();
                } else if (piece.size() <= longest) {
                    piece.write(b);
                }
            }
        } catch (NoSuchFileException gone) {
            // see above
        }
    }
}
