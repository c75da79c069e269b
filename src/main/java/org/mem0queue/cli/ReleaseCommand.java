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
        name = "release",
        description = "Puts memories that are on hold back into the queue, to be sent.",
        mixinStandardHelpOptions = true)
final class ReleaseCommand extends BulkAct {
    @Override
    ActKind kind() {
        return ActKind.RELEASE;
    }

    @Override
    Set<MemoryState> meantByAll() {
        return Set.of(MemoryState.HELD);
    }

    @Override
    Function<Memory, List<PlannedMove>> planning(Session session) {
        return memory -> List.of(MovePlanner.release(memory));
    }

    @Override
    String done() {
        return "Released into the queue";
    }

    @Override
    String would() {
        return "Would be released";
    }

    @Override
    @Nullable String question(int number) {
        return "Release " + ActAnswer.count(number) + "?";
    }
}
