package org.mem0queue.acceptance;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.acceptance.LegacyRun.Savers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Every run that was measured with the Python programs, with our save and our sync in their place:
 * nothing lost, stranded or doubled, nobody told an error, no save over a second.
 */
class LegacyRunsTest {
    private static final int SCALE = 20;
    private static final int ROWS = 3;

    /** More Python processes than this at a time only measure the machine. */
    private static final int PYTHON_SESSIONS = 20;

    @TempDir Path folder;

    @Test
    void someRunsInShort() {
        Seed seed = Seed.print("runs of the Python programs");
        Random random = seed.random();
        List<LegacyRun> rows = new ArrayList<>(LegacyRun.ALL);
        Collections.shuffle(rows, random);
        for (LegacyRun row : rows.subList(0, ROWS)) {
            row.play(folder.resolve(row.name()), Savers.OURS, SCALE, random);
        }
    }

    @Test
    void aRunInShortWherePythonSaves() {
        Seed seed = Seed.print("a run where Python saves");
        Random random = seed.random();
        List<LegacyRun> rows = new ArrayList<>(LegacyRun.ALL);
        rows.removeIf(row -> row.sessions() > 4);
        LegacyRun row = rows.get(random.nextInt(rows.size()));
        row.play(folder.resolve(row.name()), Savers.PYTHON, SCALE, random);
    }

    @Test
    @Tag("torture")
    void everyRun() {
        Random random = Seed.print("runs of the Python programs").random();
        each(LegacyRun.ALL, row -> row.play(folder.resolve(row.name()), Savers.OURS, 1, random));
    }

    @Test
    @Tag("torture")
    void everyRunWherePythonSaves() {
        Random random = Seed.print("runs where Python saves").random();
        List<LegacyRun> rows = new ArrayList<>(LegacyRun.ALL);
        rows.removeIf(row -> row.sessions() > PYTHON_SESSIONS);
        each(rows, row -> row.play(folder.resolve(row.name()), Savers.PYTHON, 1, random));
    }

    /** For a look at all of them in a few minutes. */
    @Test
    @Tag("torture")
    void everyRunInShort() {
        Random random = Seed.print("runs of the Python programs").random();
        each(
                LegacyRun.ALL,
                row -> row.play(folder.resolve(row.name()), Savers.OURS, SCALE, random));
    }

    /** All of them, though one fails: a row takes minutes. */
    private static void each(List<LegacyRun> rows, Consumer<LegacyRun> play) {
        SoftAssertions all = new SoftAssertions();
        for (LegacyRun row : rows) {
            all.assertThatCode(() -> play.accept(row)).doesNotThrowAnyException();
        }
        all.assertAll();
    }
}
