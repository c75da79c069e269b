package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.demo.DemoPace;
import org.mem0queue.service.demo.LiveDemo;
import org.mem0queue.service.demo.Manner;
import org.mem0queue.service.demo.Moment;
import org.mem0queue.service.demo.ScratchFolder;
import org.mem0queue.service.demo.Simulation;
import org.mem0queue.service.demo.Surroundings;
import org.mem0queue.service.demo.Tally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

@Command(
        name = "demo",
        description =
                "A simulation, in a folder of its own that is removed afterwards: agents that save,"
                        + " a worker that holds the lock, an API with bad days. In the window it"
                        + " goes on until that is closed; on the terminal the same is played twice,"
                        + " in the manner of the Python programs and with this one. Your own queue"
                        + " is not touched.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Action {
    private static final int SEEDS = 10_000;
    private static final int MOST_FASTER = 100;

    /** For what runs to end, and the folder to go, before a signal ends the process. */
    private static final long ENDING_SECONDS = 5;

    @Option(names = "--headless", description = "On the terminal, without a window.")
    private boolean headless;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same agents and the same weather as another time.")
    private @Nullable Long seed;

    @Option(
            names = "--faster",
            paramLabel = "N",
            description =
                    "With --headless: how many times as fast as life time runs, 1 to 100 (default:"
                            + " 20).")
    private @Nullable Integer faster;

    @Option(
            names = "--keep",
            description = "With --headless: keep the folder, and say where it is.")
    private boolean keep;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        if (!headless && (keep || faster != null)) {
            throw Failure.usage("--keep and --faster go with --headless.");
        }
        if (faster != null && (faster < 1 || faster > MOST_FASTER)) {
            throw Failure.usage("--faster takes a number from 1 to " + MOST_FASTER + ".");
        }
        try {
            if (!headless) {
                return inWindow(session);
            }
            ScratchFolder scratch = ScratchFolder.make();
            if (keep) {
                session.say("Everything is kept in " + Printable.of(scratch.path().toString()));
            }
            return play(session, scratch);
        } catch (IOException e) {
            throw Failure.failed(
                    "The demo needs a folder for temporary files and a port on 127.0.0.1 ("
                            + e.getMessage()
                            + ").");
        }
    }

    private int inWindow(Session session) throws IOException {
        CliEnvironment environment = session.environment();
        try (LiveDemo demo = LiveDemo.start(surroundings(environment), number())) {
            Session inside = session.within(demo.folders(), demo.directory());
            return environment.gui().start(new GuiCommand.Request(inside, true));
        }
    }

    /** A demo for a window, with other agents and other weather each time. */
    static LiveDemo start(CliEnvironment environment) throws IOException {
        return LiveDemo.start(
                surroundings(environment), ThreadLocalRandom.current().nextInt(SEEDS));
    }

    private static Surroundings surroundings(CliEnvironment environment) {
        return new Surroundings(
                environment.machine().get(), environment.processes(), environment.clock());
    }

    private long number() {
        return seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed;
    }

    private int play(Session session, ScratchFolder scratch)
            throws IOException, InterruptedException {
        CliEnvironment environment = session.environment();
        long number = number();
        DemoPace usual = DemoPace.USUAL;
        DemoPace pace =
                new DemoPace(
                        faster == null ? usual.timesFaster() : faster,
                        usual.sessions(),
                        usual.savesEach(),
                        usual.pause(),
                        usual.workerEvery(),
                        usual.outage());
        Simulation simulation =
                new Simulation(scratch.path(), pace, number, surroundings(environment));
        DemoText text = new DemoText(pace, number);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> endOn(simulation, ended, scratch), "stop-demo");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            text.introduction().forEach(session::say);
            Tally python = part(session, simulation, Manner.PYTHON, text);
            Tally ours = python == null ? null : part(session, simulation, Manner.OURS, text);
            if (python == null || ours == null) {
                return Failure.FAILED;
            }
            if (session.json()) {
                String folder = keep ? scratch.path().toString() : null;
                session.show(JsonText.of(text.shape(python, ours, folder)));
            } else {
                text.result(python, ours).forEach(session::show);
            }
            return 0;
        } finally {
            if (!keep) {
                scratch.remove();
            }
            ended.countDown();
            forget(onSignal);
        }
    }

    private static @Nullable Tally part(
            Session session, Simulation simulation, Manner manner, DemoText text)
            throws IOException, InterruptedException {
        session.say("");
        session.say(text.title(manner));
        Consumer<Moment> told =
                moment -> {
                    session.say(text.line(moment));
                    session.out().flush();
                };
        return simulation.run(manner, told);
    }

    /** On a thread of the shutdown. */
    private void endOn(Simulation simulation, CountDownLatch ended, ScratchFolder scratch) {
        simulation.stop();
        try {
            if (!ended.await(ENDING_SECONDS, TimeUnit.SECONDS) && !keep) {
                scratch.remove();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is among the temporary files, which the system clears.
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException endingAlready) {
            // then it is what ends this
        }
    }
}
