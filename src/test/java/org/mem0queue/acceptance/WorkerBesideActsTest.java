package org.mem0queue.acceptance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Our acts beside workers of both manners that are killed now and then, as are processes of ours:
 * every memory ends where the acts say, and the balance stays exact.
 */
class WorkerBesideActsTest {
    @TempDir Path folder;

    @Test
    void aSliceOfTheScenarios() {
        scenarios(12);
    }

    @Test
    @Tag("torture")
    void twoHundredScenarios() {
        scenarios(200);
    }

    /** The scenario of a seed is the first one when that seed is asked for. */
    private void scenarios(int many) {
        Needs.linux();
        Needs.tool("python3");
        Seed first = Seed.print(many + " scenarios of acts beside a worker");
        int kills = ActScenario.KILLS.get();
        for (int i = 0; i < many; i++) {
            Seed seed = new Seed(first.number() + i);
            try (ActScenario scenario =
                    new ActScenario(
                            Files.createDirectory(folder.resolve("scenario-" + i)),
                            seed.number())) {
                scenario.play();
            } catch (Exception | AssertionError e) {
                throw new AssertionError("-Dseed=" + seed.number() + ": " + e.getMessage(), e);
            }
        }
        System.out.println(
                many + " scenarios, " + (ActScenario.KILLS.get() - kills) + " acts were killed");
    }
}
