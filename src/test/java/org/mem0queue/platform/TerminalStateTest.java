package org.mem0queue.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class TerminalStateTest {
    /** Runs in processes of their own, whose descriptors the tests choose. */
    static final class Probe {
        public static void main(String[] arguments) throws IOException {
            var state = TerminalState.ofThisProcess();
            System.out.write(state.toString().getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }

    @Test
    void coloursNeedATerminalThatCanAndNoWish() {
        var xterm = Map.of("TERM", "xterm-256color");

        assertThat(TerminalState.of(true, true, xterm, false).colour()).isTrue();
        assertThat(TerminalState.of(false, true, xterm, false).colour()).isTrue();
        assertThat(TerminalState.of(true, false, xterm, false).colour()).isFalse();
        assertThat(TerminalState.of(true, true, Map.of("TERM", "dumb"), false).colour()).isFalse();
        assertThat(TerminalState.of(true, true, Map.of(), false).colour()).isFalse();
        assertThat(TerminalState.of(true, true, Map.of(), true).colour()).isTrue();
    }

    @Test
    void noColorRefusesColoursUnlessItIsEmpty() {
        assertThat(
                        TerminalState.of(
                                        true, true, Map.of("TERM", "xterm", "NO_COLOR", "1"), false)
                                .colour())
                .isFalse();
        assertThat(
                        TerminalState.of(true, true, Map.of("TERM", "xterm", "NO_COLOR", ""), false)
                                .colour())
                .isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeIsNoTerminal() throws Exception {
        assertThat(outputOf(java()))
                .isEqualTo("TerminalState[input=false, output=false, colour=false]");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPseudoTerminalIsOneAlsoWhenOnlyTheOutputIs() throws Exception {
        String both = "import pty, sys; pty.spawn(sys.argv[1:])";
        String[] spawn = {"python3", "-c", both};

        assertThat(outputOf(join(spawn, java())))
                .contains("TerminalState[input=true, output=true, colour=true]");
        assertThat(
                        outputOf(
                                join(
                                        spawn,
                                        join(
                                                new String[] {
                                                    "sh", "-c", "\"$@\" </dev/null", "sh"
                                                },
                                                java()))))
                .contains("TerminalState[input=false, output=true, colour=true]");
    }

    private static String[] java() {
        return new String[] {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Probe.class.getName()
        };
    }

    private static String[] join(String[] first, String[] second) {
        String[] all = new String[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String outputOf(String[] command) throws Exception {
        var builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("NO_COLOR");
        var process = builder.start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
