package org.mem0queue.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.log.LogSources;
import org.mem0queue.queue.Memory;
import org.mem0queue.store.Exchange;
import org.mem0queue.store.Settlement;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * Appends what our sync did to the worker log, a line for each memory, with projects and the first
 * 8 characters of ids as the Python worker does, and never a text:
 *
 * <pre>2026-11-23T14:02:03.123+01:00 mem0-queue: stored acme--api (ID: 5b0c31aa...)</pre>
 *
 * A log that cannot be written stops nothing: what it tells also stands in the ledger.
 */
final class SyncLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private final Path directory;
    private final InstantSource clock;

    SyncLog(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** What became of memories. */
    void settled(List<Exchange.Result> results) {
        StringBuilder lines = new StringBuilder();
        for (Exchange.Result result : results) {
            Memory memory = result.memory();
            switch (result.settlement()) {
                case Settlement.Stored _ -> line(lines, "stored " + name(memory));
                case Settlement.Again again ->
                        line(lines, "not stored, later " + name(memory) + ": " + again.reason());
                case Settlement.Failed(String reason) ->
                        line(lines, "failed " + name(memory) + ": " + reason);
                case Settlement.Doubtful(var doubt) ->
                        line(lines, "in doubt " + name(memory) + ": " + doubt.reason());
                case Settlement.Accepted _ -> line(lines, "accepted " + name(memory));
                case Settlement.Released _ -> {
                    // it is where it was
                }
            }
        }
        append(lines);
    }

    /** Something that concerns no single memory. */
    void say(String sentence) {
        StringBuilder lines = new StringBuilder();
        line(lines, sentence);
        append(lines);
    }

    private void line(StringBuilder lines, String words) {
        lines.append(TIME.format(OffsetDateTime.ofInstant(clock.instant(), ZoneId.systemDefault())))
                .append(" mem0-queue: ");
        words.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(lines::appendCodePoint);
        lines.append('\n');
    }

    private static String name(Memory memory) {
        String id = memory.id();
        return memory.projectId().orElse("")
                + " (ID: "
                + id.substring(0, id.offsetByCodePoints(0, Math.min(8, codePoints(id))))
                + "...)";
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private void append(StringBuilder lines) {
        if (lines.isEmpty()) {
            return;
        }
        try (OutputStream out =
                Files.newOutputStream(
                        file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(lines.toString().getBytes(UTF_8));
        } catch (IOException unwritable) {
            // See above.
        }
    }

    /** The worker log, made if there is none. */
    Path file() throws IOException {
        Path file = LogSources.in(directory).workerOrDefault().path();
        if (!Files.exists(file)) {
            createLikeFolder(file);
        }
        return file;
    }

    /** Private, and of the folder's owner, as the Python worker would have made it. */
    private void createLikeFolder(Path file) throws IOException {
        if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            return;
        }
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Set<String> views = file.getFileSystem().supportedFileAttributeViews();
        if (views.contains("unix")) {
            Object owner = Files.getAttribute(directory, "unix:uid");
            if (!owner.equals(Files.getAttribute(file, "unix:uid"))) {
                Files.setAttribute(file, "unix:uid", owner);
                Files.setAttribute(file, "unix:gid", Files.getAttribute(directory, "unix:gid"));
            }
        }
    }
}
