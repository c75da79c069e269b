package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.TextFit;
import org.mem0queue.mem0.TextLimit;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.Skipped;
import org.mem0queue.store.MovePlanner;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

@Command(
        name = "split",
        description =
                "Puts parts of memories that are too long for the API (api.max_tokens) into the"
                        + " queue instead of them; the whole ones go to the trash.",
        mixinStandardHelpOptions = true)
final class SplitCommand extends BulkAct {
    @Override
    ActKind kind() {
        return ActKind.SPLIT;
    }

    @Override
    Set<MemoryState> meantByAll() {
        return Set.of(MemoryState.FAILED);
    }

    @Override
    Function<Memory, List<PlannedMove>> planning(Session session) throws Failure {
        TextLimit limit =
                new TextLimit(session.settings(session.directory()).sending().maxTokens());
        return memory -> plan(memory, limit);
    }

    private List<PlannedMove> plan(Memory memory, TextLimit limit) {
        String text = memory.detail().content();
        if (text == null) {
            return List.of(left(memory, "has no text"));
        }
        return switch (limit.check(text)) {
            case TextFit.Fits _ ->
                    byRule()
                            ? List.of()
                            : List.of(
                                    left(
                                            memory,
                                            "has no more than %,d tokens (api.max_tokens)"
                                                    .formatted(limit.tokens())));
            case TextFit.TooLong tooLong -> MovePlanner.split(memory, tooLong.parts());
        };
    }

    private static PlannedMove left(Memory memory, String reason) {
        return new PlannedMove.Impossible(new Skipped(memory.id(), reason));
    }

    @Override
    String done() {
        return "In the queue as parts, what they were cut from in the trash for 30 days";
    }

    @Override
    String would() {
        return "Would be split";
    }

    @Override
    @Nullable String question(int number) {
        return "Split " + ActAnswer.count(number) + "?";
    }
}
