package org.mem0queue.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mem0queue.queue.MemoryState;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second process of this program that uses a ledger. {@link #main} is what it runs. */
final class OtherJvm implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 120;

    private final Process process;

    private OtherJvm(Process process) {
        this.process = process;
    }

    static OtherJvm start(Object... arguments) {
        return start(List.of(), arguments);
    }

    static OtherJvm start(List<String> flags, Object... arguments) {
        return start(List.of(), flags, arguments);
    }

    /** File modes count for it even if it runs as root. */
    static OtherJvm boundByModes(Object... arguments) {
        return start(
                List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"),
                List.of(),
                arguments);
    }

    /** Killed at the n-th write to one of these files; it may end before. */
    static OtherJvm killedAtWrite(int n, List<Path> files, Object... arguments) {
        List<String> wrapper = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
        for (Path file : files) {
            wrapper.add("-P");
            wrapper.add(file.toString());
        }
        wrapper.addAll(
                List.of("-e", "trace=pwrite64", "-e", "inject=pwrite64:signal=KILL:when=" + n));
        return start(wrapper, List.of(), arguments);
    }

    private static OtherJvm start(List<String> wrapper, List<String> flags, Object... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(flags);
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(OtherJvm.class.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            return new OtherJvm(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, whatever it is; tells whether it was killed. */
    boolean wasKilled() {
        try {
            process.getInputStream().readAllBytes();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end: " + process);
            }
            return process.exitValue() == 128 + 9;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for its end; answers what it printed. */
    String finish() {
        try {
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("it did not end well: " + process + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * {@code open FILE} prints how opening ended. {@code fill FILE NAME BATCHES SIZE} records
     * batches of memories, each again and again until it is done.
     */
    public static void main(String[] args) {
        LedgerOpening opening = Ledger.open(Path.of(args[1]), InstantSource.system());
        for (int attempt = 1; attempt < patience(args[0]) && !isOpen(opening); attempt++) {
            opening = Ledger.open(Path.of(args[1]), InstantSource.system());
        }
        switch (opening) {
            case LedgerOpening.Opened(Ledger ledger, String ignored) -> {
                if (args[0].equals("fill")) {
                    fill(ledger, args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
                    System.out.println("done");
                } else {
                    System.out.println("opened");
                }
            }
            case LedgerOpening.Newer(String sentence) -> System.out.println("newer " + sentence);
            case LedgerOpening.Unavailable(String sentence) ->
                    System.out.println("unavailable " + sentence);
        }
    }

    /** Another may be creating the file on a slow disk: busy is an answer, so it asks again. */
    private static int patience(String command) {
        return command.equals("fill") ? 10 : 1;
    }

    private static boolean isOpen(LedgerOpening opening) {
        return opening instanceof LedgerOpening.Opened;
    }

    private static void fill(Ledger ledger, String name, int batches, int size) {
        for (int batch = 0; batch < batches; batch++) {
            List<Sighting> sightings = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                sightings.add(
                        new Sighting(
                                LedgerFixture.memory(
                                        name + "-" + batch + "-" + i,
                                        MemoryState.PENDING,
                                        "text of " + name + " " + batch),
                                LedgerFixture.START));
            }
            boolean done = false;
            for (int attempt = 0; attempt < 10 && !done; attempt++) {
                done = ledger.record(LedgerBatch.ofSightings(sightings)).done().isPresent();
            }
            if (!done) {
                throw new AssertionError("batch " + batch + " was refused");
            }
        }
        ledger.close();
    }
}
