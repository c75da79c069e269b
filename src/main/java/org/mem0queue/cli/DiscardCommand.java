package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.store.MovePlanner;

import picocli.CommandLine.Command;

import java.util.Set;

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
    PlannedMove plan(Memory memory) {
        return MovePlanner.discard(memory);
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
