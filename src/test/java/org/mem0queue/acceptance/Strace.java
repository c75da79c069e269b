package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the program's n-th system call fail, or kills it there. A first run records which calls
 * concern the queue directory: strace counts each kind of call per thread, and a path can't be the
 * filter because our temporary names differ from run to run.
 */
final class Strace {
    /** Calls after which the disk may be in another state, or the program in another mind. */
    static final Set<String> CHANGING =
            Set.of(
                    "openat",
                    "write",
                    "pwrite64",
                    "fsync",
                    "fdatasync",
                    "rename",
                    "renameat",
                    "renameat2",
                    "link",
                    "linkat",
                    "unlink",
                    "unlinkat",
                    "mkdir",
                    "mkdirat",
                    "flock",
                    "close",
                    "ftruncate",
                    "chmod",
                    "fchmod",
                    "fchmodat",
                    "chown",
                    "lchown",
                    "fchown",
                    "fchownat",
                    "copy_file_range",
                    "sendfile");

    private static final String ALL =
            String.join(",", CHANGING) + ",read,pread64,getdents64,statx,newfstatat,access";

    private static final Pattern CALL = Pattern.compile("^(\\d+) +([a-z_0-9]+)\\((.*)$");
    private static final Pattern END = Pattern.compile(" <unfinished|\\) += ");
    private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{4,}|[0-9]+");

    private Strace() {}

    /**
     * One call on the queue directory.
     *
     * @param number which one of its kind in its thread, from 1
     * @param first the number of the first one of its kind on the queue directory
     * @param arguments as strace shows them, without what differs from run to run
     */
    record Call(String name, int number, int first, String arguments) {
        boolean changes() {
            return CHANGING.contains(name)
                    && !(name.equals("openat") && arguments.contains("O_RDONLY"))
                    && !(name.equals("openat") && !arguments.contains("O_"));
        }

        @Override
        public String toString() {
            return name + " number " + number + " " + arguments;
        }
    }

    /** All calls of one undisturbed run that concern the queue directory, in their order. */
    static List<Call> record(ScratchQueue scratch, String... arguments) {
        return record(scratch, scratch.program(), arguments);
    }

    static List<Call> record(ScratchQueue scratch, RealProgram program, String... arguments) {
        Needs.tool("strace");
        Path log = scratch.home().resolve("strace.log");
        Outcome outcome = program.under(command(log, ALL, List.of())).run(arguments);
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        List<Call> calls = calls(log, scratch.path());
        assertThat(calls).as("calls of %s", String.join(" ", arguments)).isNotEmpty();
        return calls;
    }

    /** The program with a fault at that call: {@code signal=KILL}, {@code error=EIO} … */
    static RealProgram with(RealProgram program, Path log, Call call, String fault) {
        return program.under(
                command(
                        log,
                        call.name(),
                        List.of(
                                "-e",
                                "inject=" + call.name() + ":" + fault + ":when=" + call.number())));
    }

    /**
     * The program killed at the n-th call of that name on one file whose name is known before. Of
     * its other calls none counts, so nothing has to be recorded.
     */
    static RealProgram killedAt(RealProgram program, Path log, Path file, String name, int number) {
        return program.under(
                command(
                        log,
                        name,
                        List.of(
                                "-P",
                                file.toString(),
                                "-e",
                                "inject=" + name + ":signal=KILL:when=" + number)));
    }

    /**
     * The number of that call in a run like the last one. The JVM does not make exactly the same
     * calls before ours in every run, so all numbers of a run may be shifted.
     */
    static Call aimAgain(Path log, Path directory, Call call, Call last) {
        for (Call seen : calls(log, directory)) {
            if (seen.name().equals(call.name())) {
                int shift = seen.first() - call.first();
                return new Call(call.name(), call.number() + shift, seen.first(), call.arguments());
            }
        }
        // Killed before the first call that concerns us: there were more calls before it this time.
        return new Call(call.name(), last.number() + 1, last.first() + 1, call.arguments());
    }

    /** Whether the fault struck the call it was meant for. */
    static boolean struck(Path log, Path directory, Call call) {
        return calls(log, directory).stream()
                .anyMatch(c -> c.number() == call.number() && sameKind(c, call));
    }

    private static boolean sameKind(Call a, Call b) {
        return a.name().equals(b.name()) && a.arguments().equals(b.arguments());
    }

    private static List<String> command(Path log, String calls, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Needs.find("strace").orElseThrow().toString());
        command.addAll(List.of("-f", "-y", "-s", "0", "-o", log.toString()));
        if (more.stream().noneMatch(option -> option.contains(":signal="))) {
            command.add("--seccomp-bpf"); // faster, but strace 6.1 delivers no signals with it
        }
        command.addAll(List.of("-e", "trace=" + calls, "-e", "signal=none"));
        command.addAll(more);
        return command;
    }

    static List<Call> calls(Path log, Path directory) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Integer> firsts = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(log)) {
                Matcher call = CALL.matcher(line);
                if (!call.matches()) {
                    continue;
                }
                String name = call.group(2);
                int number = counts.merge(call.group(1) + name, 1, Integer::sum);
                if (call.group(3).contains(directory.toString())) {
                    int first = firsts.computeIfAbsent(name, key -> number);
                    calls.add(new Call(name, number, first, plain(call.group(3), directory)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }

    /** Without results, descriptor numbers, random names and the directory's own name. */
    private static String plain(String arguments, Path directory) {
        String text = arguments.replace(directory.toString(), "Q");
        text = END.splitAsStream(text).findFirst().orElse("");
        text = text.replaceAll("AT_FDCWD<[^>]*>, ", "");
        text = RANDOM.matcher(text).replaceAll("#");
        return text.replaceAll("0x#[^,]*|\\{[^}]*}|\"\"\\.\\.\\.", "_");
    }
}
