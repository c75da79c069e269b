package org.mem0queue.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the Python programs that use a queue directory: workers ({@code mem0_queue_worker…}) and
 * MCP servers ({@code mem0_mcp_server…}), under whatever longer name people keep them.
 *
 * <p>Only what a Python interpreter runs as its script counts, so editors, {@code tail}, {@code
 * grep} and {@code python3 -c} that mention the name are not found. A process that provably uses
 * another directory is left out; one that cannot be looked into is in the result without a
 * directory.
 *
 * <p>A call takes some milliseconds on Linux; on macOS it runs {@code ps}. Any thread but the
 * JavaFX thread.
 */
public final class WorkerProcesses {
    private static final String WORKER = "mem0_queue_worker";
    private static final String SERVER = "mem0_mcp_server";

    private final ProcessTable table;

    WorkerProcesses(ProcessTable table) {
        this.table = table;
    }

    /** The processes of the machine (or container) we run in. */
    public static WorkerProcesses ofThisMachine() {
        return new WorkerProcesses(ProcessTable.ofThisMachine());
    }

    /**
     * The workers of a queue directory, oldest first as far as starts are known.
     *
     * @param queueDirectory need not exist
     */
    public List<WorkerProcess> find(Path queueDirectory) {
        return matches(WORKER, queueDirectory).stream().map(WorkerProcesses::worker).toList();
    }

    /**
     * The process that runs what this command would run: the same script, of the same person with
     * the same home, from which the script knows its queue, whichever that is. Empty if there is
     * none, or if nobody can tell what the command would run.
     *
     * @param command as a person typed it, for a shell
     * @param home of the person, as a process would be told that we start
     */
    public Optional<WorkerProcess> runningAlready(String command, Path home) {
        Path script = ScriptOfCommand.of(command, home).orElse(null);
        if (script == null) {
            return Optional.empty();
        }
        Optional<String> person = ProcessHandle.current().info().user();
        for (RunningProcess process : table.mentioning(String.valueOf(script.getFileName()))) {
            boolean same =
                    (process.home() == null || process.home().equals(home))
                            && person.isPresent()
                            && person.equals(user(process.pid()));
            Optional<PythonCommandLine> line =
                    PythonCommandLine.of(process.arguments(), process.executable())
                            .filter(l -> same && !l.module())
                            .filter(
                                    l ->
                                            process.seen(l.script())
                                                    .filter(f -> is(f, script))
                                                    .isPresent());
            if (line.isPresent()) {
                return line.map(l -> worker(ScriptProcess.of(process, l, null)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> user(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().user());
    }

    private static boolean is(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException gone) {
            return false;
        }
    }

    private static WorkerProcess worker(ScriptProcess match) {
        return new WorkerProcess(
                match.pid(),
                match.command(),
                match.script().map(ScriptGeneration::ofWorker).orElse(WorkerProcess.Kind.UNKNOWN),
                match.startedAt(),
                match.processorTime(),
                match.directory());
    }

    /**
     * The MCP servers of a queue directory, and those of the same person that use none, oldest
     * first.
     *
     * @param queueDirectory need not exist
     */
    public List<McpServerProcess> findMcpServers(Path queueDirectory) {
        return matches(SERVER, queueDirectory).stream()
                .map(
                        match ->
                                new McpServerProcess(
                                        match.pid(),
                                        match.command(),
                                        match.script()
                                                .map(ScriptGeneration::ofServer)
                                                .orElse(McpServerProcess.Kind.UNKNOWN),
                                        match.startedAt(),
                                        match.directory()))
                .toList();
    }

    private List<ScriptProcess> matches(String scriptName, Path queueDirectory) {
        List<ScriptProcess> found = new ArrayList<>();
        for (RunningProcess process : table.mentioning(scriptName)) {
            PythonCommandLine.of(process.arguments(), process.executable())
                    .filter(line -> names(line, scriptName))
                    .flatMap(line -> ScriptProcess.using(queueDirectory, process, line))
                    .ifPresent(found::add);
        }
        return withoutForks(found).stream()
                .sorted(
                        Comparator.comparing(
                                        ScriptProcess::startedAt,
                                        Comparator.nullsLast(Comparator.naturalOrder()))
                                .thenComparingLong(ScriptProcess::pid))
                .toList();
    }

    private static boolean names(PythonCommandLine line, String scriptName) {
        String name = line.scriptName().toLowerCase(Locale.ROOT);
        return name.contains(scriptName) && !name.startsWith("test_");
    }

    /** A child with the command line of its parent was forked by it: one worker, not two. */
    private static List<ScriptProcess> withoutForks(List<ScriptProcess> found) {
        Map<Long, ScriptProcess> byPid =
                found.stream().collect(Collectors.toMap(ScriptProcess::pid, Function.identity()));
        return found.stream()
                .filter(
                        one -> {
                            ScriptProcess parent = byPid.get(one.parentPid());
                            return parent == null || !parent.hasCommandLineOf(one);
                        })
                .toList();
    }
}
