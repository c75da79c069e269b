package org.mem0queue.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of the process to the end of its answer: {@code status} on a queue of 40, with
 * nothing but the JVM's defaults and with an AOT cache trained by such a run. Peers: a program of
 * one line, in the same two ways, and a Python that loads the queue with the modules that the
 * legacy programs import. The runs alternate. Arguments: number of rounds.
 */
final class StartBench {
    private static final int ROUNDS = 15;
    private static final int ENTRIES = 40;

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        Path queue = Workplace.withQueue("start", ENTRIES);
        Path caches = Workplace.empty("start-caches");
        Path source = caches.resolve("Hello.java");
        Files.writeString(
                source,
                """
                public class Hello {
                    public static void main(String[] a) {
                        System.out.println("hello");
                    }
                }
                """);
        compile(source, caches);
        String status = "--dir=" + queue;
        Path ourCache = caches.resolve("ours.aot");
        Path helloCache = caches.resolve("hello.aot");
        FreshProcess.run(
                FreshProcess.program(
                        List.of(
                                "-XX:AOTCacheOutput=" + ourCache,
                                "-XX:TieredStopAtLevel=1", // as -Paot trains
                                "-Xlog:aot=off"),
                        status,
                        "status"));
        FreshProcess.run(hello(caches, "-XX:AOTCacheOutput=" + helloCache, "-Xlog:aot=off"));

        List<Candidate> candidates =
                List.of(
                        new Candidate("status", FreshProcess.program(status, "status")),
                        new Candidate(
                                "status, AOT cache",
                                FreshProcess.program(
                                        List.of("-XX:AOTCache=" + ourCache), status, "status")),
                        new Candidate("hello", hello(caches)),
                        new Candidate(
                                "hello, AOT cache", hello(caches, "-XX:AOTCache=" + helloCache)),
                        new Candidate(
                                "python",
                                List.of(
                                        "python3",
                                        "-c",
                                        "import fcntl, json, pathlib, sys, time, urllib.request,"
                                            + " uuid;"
                                            + " print(len(json.load(open(sys.argv[1]))['queue']))",
                                        queue.resolve("mem0_queue.json").toString())));
        for (Candidate candidate : candidates) {
            FreshProcess.run(candidate.command); // page cache
        }
        for (int round = 0; round < rounds; round++) {
            for (Candidate candidate : candidates) {
                candidate.runs.add(FreshProcess.run(candidate.command));
            }
        }
        Table table = new Table("Start to answer, whole process, median of " + rounds);
        Candidate plain = candidates.get(0);
        Candidate cached = candidates.get(1);
        compare(table, plain, candidates.get(2));
        compare(table, cached, candidates.get(3));
        compare(table, cached, plain);
        compare(table, cached, candidates.get(4));
        for (Candidate candidate : candidates) {
            table.note(candidate.name + ", peak memory", FreshProcess.memory(candidate.runs), "MB");
        }
        table.print();
    }

    private static void compare(Table table, Candidate ours, Candidate peer) {
        table.compare(
                ours.name + ", wall",
                "s",
                FreshProcess.wall(ours.runs),
                peer.name,
                FreshProcess.wall(peer.runs));
        table.compare(
                ours.name + ", processor",
                "s",
                FreshProcess.processor(ours.runs),
                peer.name,
                FreshProcess.processor(peer.runs));
    }

    private static List<String> hello(Path classes, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(FreshProcess.java());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", classes.resolve("hello.jar").toString(), "Hello"));
        return command;
    }

    /** Into a jar: the cache takes no classes from folders. */
    private static void compile(Path source, Path folder) throws Exception {
        run(folder, "javac", source.toString());
        run(folder, "jar", "--create", "--file", "hello.jar", "Hello.class");
    }

    private static void run(Path folder, String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(FreshProcess.java()).resolveSibling(tool).toString());
        command.addAll(List.of(arguments));
        int exit =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(command + " ended with " + exit);
        }
    }

    /** One way to start, with what was measured. */
    private record Candidate(String name, List<String> command, List<FreshProcess.Run> runs) {
        Candidate(String name, List<String> command) {
            this(name, command, new ArrayList<>());
        }
    }
}
