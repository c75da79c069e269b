package org.mem0queue.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

final class SimulationTest {
    private static final Duration PAUSE = Duration.ofSeconds(4);
    private static final DemoPace QUICK = new DemoPace(40, 4, 6, PAUSE, 6, Duration.ofSeconds(10));
    private static final Surroundings HERE =
            new Surroundings(
                    MachineIdentity.ofThisMachine(),
                    WorkerProcesses.ofThisMachine(),
                    Clock.systemUTC());

    @TempDir Path folder;

    /** What is lost must have been refused for the lock: nothing else takes memories away. */
    @Test
    @Timeout(120)
    void thePythonWayLosesWhatTheLockRefuses() throws Exception {
        List<Moment> moments = new ArrayList<>();
        Tally python = new Simulation(folder, QUICK, 3, HERE).run(Manner.PYTHON, moments::add);
        assertThat(python).isNotNull();
        assertThat(python.tried()).isEqualTo(4 * 6);
        assertThat(python.refused()).isPositive();
        assertThat(python.lost()).isEqualTo(python.refused());
        assertThat(python.stored() + python.waiting() + python.setApart() + python.lost())
                .isEqualTo(python.tried());
        assertThat(python.longestLockHold())
                .as("longer than an agent waits")
                .isGreaterThan(QUICK.here(Duration.ofSeconds(5)));
        assertThat(moments).anyMatch(moment -> !moment.lockHeldFor().isZero());
    }

    @Test
    @Timeout(120)
    void oursStoresEverythingOnce() throws Exception {
        Tally ours = new Simulation(folder, QUICK, 3, HERE).run(Manner.OURS, moment -> {});
        assertThat(ours).isNotNull();
        assertThat(ours.tried()).isEqualTo(4 * 6);
        assertThat(ours.refused()).isZero();
        assertThat(ours.stored()).isEqualTo(4 * 6);
        assertThat(ours.lost()).isZero();
        assertThat(ours.storedTwice()).isZero();
    }

    @Test
    @Timeout(60)
    void endlessEndsWhenItIsStopped() throws Exception {
        for (Manner manner : Manner.values()) {
            Simulation simulation =
                    new Simulation(folder.resolve(manner.name()), QUICK.endless(), 3, HERE);
            assertThat(
                            simulation.run(
                                    manner,
                                    moment -> {
                                        if (moment.tried() > 8) {
                                            simulation.stop();
                                        }
                                    }))
                    .isNull();
            assertThat(simulation.queue(manner)).isDirectory();
        }
    }

    @Test
    void theSameSeedIsTheSameScript() {
        assertThat(script(7)).isEqualTo(script(7)).isNotEqualTo(script(8));
        Set<String> texts = new HashSet<>();
        script(7).forEach(step -> texts.add(step.text()));
        assertThat(texts).as("no text twice").hasSize(3 * 50);
    }

    private static List<AgentScript.Step> script(long seed) {
        List<AgentScript.Step> steps = new ArrayList<>();
        for (int session = 1; session <= 3; session++) {
            AgentScript script = new AgentScript(seed, session, PAUSE);
            for (int i = 0; i < 50; i++) {
                steps.add(script.next());
            }
        }
        return steps;
    }

    @Test
    void theSameSeedIsTheSameWeather() {
        assertThat(forecasts(7)).isEqualTo(forecasts(7)).isNotEqualTo(forecasts(8));
        assertThat(forecasts(7))
                .extracting(Weather.Forecast::fate)
                .as("bad days, but not only")
                .contains(
                        Weather.Fate.STORED,
                        Weather.Fate.STORED_WITHOUT_ANSWER,
                        Weather.Fate.REFUSED)
                .doesNotContain(Weather.Fate.REJECTED);
    }

    private static List<Weather.Forecast> forecasts(long seed) {
        Weather weather = new Weather(seed, new SimulatedTime(QUICK, new CountDownLatch(1)));
        List<Weather.Forecast> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(weather.of("text " + i / 2));
        }
        return all;
    }

    @Test
    void aScratchFolderGoesWithAllThatIsInIt() throws Exception {
        ScratchFolder scratch = ScratchFolder.make();
        Path outside = Files.writeString(folder.resolve("outside"), "stays");
        Path inner = Files.createDirectories(scratch.path().resolve("a/b"));
        Files.createSymbolicLink(inner.resolve("link"), folder);
        scratch.remove();
        assertThat(scratch.path()).doesNotExist();
        assertThat(outside).exists();
        scratch.remove();
    }
}
