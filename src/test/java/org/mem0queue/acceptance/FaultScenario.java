package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One command on a prepared queue directory, and what has to be true afterwards whatever happened
 * to the command: what was acknowledged is there exactly once after an undisturbed command, what we
 * don't know is unchanged, Python can read it at every moment.
 *
 * @param base the prepared directory, copied for each run
 * @param expected ids that have to be in the queue in the end
 * @param before the queue file's text at the beginning
 */
record FaultScenario(
        String name, ScratchQueue base, String[] command, Set<String> expected, String before) {

    private static final String UNKNOWN = "[1,{\"b\":2,\"a\":null}]";

    static FaultScenario save(Path folder) {
        ScratchQueue base = withHistory(folder);
        return of("save", base, base.queueIds(), "save", "--project", "p", "A text to keep: é");
    }

    /** Two batches to merge, and one that was merged before the crash that came before its move. */
    static FaultScenario flush(Path folder) {
        ScratchQueue base = withHistory(folder);
        moveBack(base.kept(), base.spool());
        List<String> ids = new ArrayList<>(base.queueIds());
        ids.add(InProcess.spool(base.path(), "first"));
        ids.add(InProcess.spool(base.path(), "second"));
        return of("flush", base, ids, "flush");
    }

    /** The queue file is cut in half. */
    static FaultScenario restoreFromBackup(Path folder) {
        ScratchQueue base = withHistory(folder);
        List<String> ids = base.queueIds();
        try {
            byte[] whole = Files.readAllBytes(base.queueFile());
            Files.write(base.queueFile(), Arrays.copyOf(whole, whole.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of("restore --backup", base, ids, "restore", "--backup", "--yes");
    }

    /** Another program wrote its old copy back. */
    static FaultScenario putBack(Path folder) {
        ScratchQueue base = withHistory(folder);
        List<String> ids = base.queueIds();
        try {
            Files.copy(
                    base.path().resolve("mem0_queue_backup.json"),
                    base.queueFile(),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of("restore --kept", base, ids, "restore", "--kept", "--yes");
    }

    static List<FaultScenario> all(Path folder) {
        return List.of(
                save(folder.resolve("save")),
                flush(folder.resolve("flush")),
                restoreFromBackup(folder.resolve("backup")),
                putBack(folder.resolve("kept")));
    }

    private static FaultScenario of(
            String name, ScratchQueue base, List<String> expected, String... command) {
        return new FaultScenario(name, base, command, Set.copyOf(expected), text(base));
    }

    /** The contract's example with keys that nobody knows, after one save of ours. */
    private static ScratchQueue withHistory(Path folder) {
        ScratchQueue base = ScratchQueue.in(folder);
        base.writeExample();
        try {
            String text = Files.readString(base.queueFile());
            text = text.replaceFirst("\\{", "{\n  \"zz_unknown\": [1, {\"b\": 2, \"a\": null}],");
            text = text.replaceFirst("\"retries\": 0", "\"their_own\": [true], \"retries\": 0");
            Files.writeString(base.queueFile(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        InProcess.spool(base.path(), "of the day before");
        InProcess.flush(base.path());
        return base;
    }

    private static void moveBack(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.move(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ScratchQueue queue) {
        try {
            return Files.readString(queue.queueFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the prepared directory, to be spoilt. */
    ScratchQueue copy(Path folder) {
        ScratchQueue copy = ScratchQueue.in(folder);
        try {
            new ProcessBuilder("cp", "-a", base.path() + "/.", copy.path() + "/").start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return copy;
    }

    /** Right after the fault, before anything repairs anything. */
    void checkUntouchedOrWhole(ScratchQueue after) {
        String text = text(after);
        if (!text.equals(before)) {
            after.asPythonSeesIt();
        }
    }

    /**
     * Runs undisturbed commands and looks whether everything is there.
     *
     * @param acknowledged what the disturbed command had answered with OK
     */
    void recover(ScratchQueue after, List<String> acknowledged) {
        checkUntouchedOrWhole(after);
        if (name.startsWith("restore")) {
            Outcome again = after.program().run(command);
            assertThat(again.exitCode()).as("%s", again).isZero();
        }
        InProcess.flush(after.path());
        Set<String> all = new HashSet<>(expected);
        all.addAll(acknowledged);
        after.assertMergedOnce(all);
        after.asPythonSeesIt();
        assertThat(after.queue().path("zz_unknown").toString()).isEqualTo(UNKNOWN);
        assertThat(after.queue().fieldNames().next()).isEqualTo("zz_unknown");
        assertThat(after.queue().toString()).contains("\"their_own\":[true]");
    }

    @Override
    public String toString() {
        return name;
    }
}
