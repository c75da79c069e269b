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
        name = "hold",
        description =
                "Holds memories back: nobody sends them, neither our sync nor the Python worker,"
                        + " until they are released. A rule means what is waiting, unless it"
                        + " names another state.",
        mixinStandardHelpOptions = true)
final class HoldCommand extends BulkAct {
    @Override
    ActKind kind() {
        return ActKind.HOLD;
    }

    @Override
    Set<MemoryState> meantByAll() {
        return Set.of(MemoryState.PENDING, MemoryState.SPOOLED);
    }

    @Override
    Function<Memory, List<PlannedMove>> planning(Session session) {
        return memory -> List.of(MovePlanner.hold(memory));
    }

    @Override
    String done() {
        return "On hold";
    }

    @Override
    String would() {
        return "Would be put on hold";
    }

    @Override
    @Nullable String question(int number) {
        return "Put " + ActAnswer.count(number) + " on hold?";
    }
}
