package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which memories an act is meant for: ids, or all that fit. */
final class Targets {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids, or the beginnings of them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "All of a state; with the options below: that fit.")
    private boolean all;

    @Option(
            names = "--state",
            paramLabel = "S",
            description = "Only of this state: failed, dead-letters, emergency, pending, held.")
    private @Nullable String state;

    @Option(names = "--project", paramLabel = "P", description = "All of this project.")
    private @Nullable String project;

    @Option(names = "--error", paramLabel = "RE", description = "All whose last error matches.")
    private @Nullable String error;

    /** Whether a person named no single memory, but a rule. */
    boolean bulk() {
        return ids.isEmpty();
    }

    /** The rule in words, for the audit trail. */
    String detail() {
        StringBuilder words = new StringBuilder();
        if (all) {
            words.append("--all ");
        }
        if (state != null) {
            words.append("--state ").append(state).append(' ');
        }
        if (project != null) {
            words.append("--project ").append(project).append(' ');
        }
        if (error != null) {
            words.append("--error ").append(error);
        }
        return words.toString().strip();
    }

    /**
     * The memories that are meant, as they are now.
     *
     * @param unnamed the states that a rule means if it names none; empty if it has to name one
     */
    List<Memory> in(QueueSnapshot snapshot, Set<MemoryState> unnamed) throws Failure {
        boolean rule = all || project != null || error != null;
        if (rule == !ids.isEmpty()) {
            throw Failure.usage(
                    rule
                            ? "Name ids, or a rule (--all, --project, --error), not both."
                            : "Name ids, or say which: --all --state failed, --project P,"
                                    + " --error RE.");
        }
        if (!rule) {
            return byId(snapshot);
        }
        Set<MemoryState> states = unnamed;
        if (state != null) {
            states =
                    Set.of(
                            MemoryState.ofWord(state)
                                    .orElseThrow(
                                            () ->
                                                    Failure.usage(
                                                            "\""
                                                                    + state
                                                                    + "\" is not a state. Choose"
                                                                    + " pending, held, failed,"
                                                                    + " dead-letters or"
                                                                    + " emergency.")));
        } else if (all && unnamed.isEmpty()) {
            throw Failure.usage("Say which state is meant, for example --all --state failed.");
        }
        Selection.requireReadable(snapshot);
        Pattern pattern = error == null ? null : Selection.expression(error);
        List<Memory> found = new ArrayList<>();
        for (Memory memory : Selection.all(snapshot)) {
            boolean meant =
                    states.isEmpty()
                            ? memory.state() != MemoryState.TRASH
                            : states.contains(memory.state());
            if (meant
                    && (project == null || project.equals(memory.projectId().orElse(null)))
                    && (pattern == null || fits(pattern, memory))) {
                found.add(memory);
            }
        }
        return found;
    }

    private static boolean fits(Pattern pattern, Memory memory) {
        String last = memory.detail().lastError();
        return last != null && pattern.matcher(last).find();
    }

    private List<Memory> byId(QueueSnapshot snapshot) throws Failure {
        if (state != null) {
            throw Failure.usage("--state goes with --all, not with ids.");
        }
        Map<String, Memory> found = new LinkedHashMap<>();
        for (String id : ids) {
            Memory memory = Selection.byPrefix(snapshot, id);
            found.put(memory.id(), memory);
        }
        return List.copyOf(found.values());
    }
}
