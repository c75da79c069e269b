package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.store.MovePlanner;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

@Command(
        name = "retry",
        description =
                "Puts failed memories, dead letters and emergency lines back into the queue, to be"
                        + " sent again from the beginning.",
        mixinStandardHelpOptions = true)
final class RetryCommand extends BulkAct {
    @Override
    ActKind kind() {
        return ActKind.RETRY;
    }

    @Override
    Set<MemoryState> meantByAll() {
        return Set.of(MemoryState.FAILED, MemoryState.DEAD_LETTER, MemoryState.EMERGENCY);
    }

    @Override
    Function<Memory, List<PlannedMove>> planning(Session session) {
        return memory -> List.of(MovePlanner.retry(memory));
    }

    @Override
    String done() {
        return "Back in the queue";
    }

    @Override
    String would() {
        return "Would go back into the queue";
    }

    @Override
    @Nullable String question(int number) {
        return "Put " + ActAnswer.count(number) + " back into the queue?";
    }

    @Override
    @Nullable String beside(List<Memory> moved) {
        long tried = moved.stream().filter(MovePlanner::mayBeStored).count();
        return tried == 0
                ? null
                : "Another program had tried "
                        + ActAnswer.count((int) tried)
                        + " of these, which may already be stored: our sync looks that up before"
                        + " it sends.";
    }
}
