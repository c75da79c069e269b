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
        name = "discard",
        description = "Moves memories to the trash, where they are kept for 30 days.",
        mixinStandardHelpOptions = true)
final class DiscardCommand extends BulkAct {
    @Override
    ActKind kind() {
        return ActKind.DISCARD;
    }

    @Override
    Set<MemoryState> meantByAll() {
        return Set.of();
    }

    @Override
    Function<Memory, List<PlannedMove>> planning(Session session) {
        return memory -> List.of(MovePlanner.discard(memory));
    }

    @Override
    String done() {
        return "In the trash for 30 days";
    }

    @Override
    String would() {
        return "Would go to the trash";
    }

    @Override
    @Nullable String question(int number) {
        return "Move " + ActAnswer.count(number) + " to the trash?";
    }
}
