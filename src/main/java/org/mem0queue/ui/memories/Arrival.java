package org.mem0queue.ui.memories;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.util.List;
import java.util.function.Consumer;

/**
 * The one memory that a link leads to, found by the beginning of its id: among those of the list,
 * or else in the history. Where it is not found, the reason is told. On the JavaFX thread.
 */
final class Arrival {
    private final MemoriesDesk desk;
    private final PageContext context;
    private final Consumer<Memory> found;
    private @Nullable String wanted;

    /**
     * @param found told the memory
     */
    Arrival(MemoriesDesk desk, PageContext context, Consumer<Memory> found) {
        this.desk = desk;
        this.context = context;
        this.found = found;
    }

    /** What is looked for; null for nothing. */
    @Nullable String wanted() {
        return wanted;
    }

    void want(@Nullable String id) {
        wanted = id;
    }

    /**
     * What of the list it may be.
     *
     * @param here enough of them to see whether it is one
     */
    void arrive(String id, List<Memory> here) {
        wanted = null;
        if (here.isEmpty()) {
            context.background()
                    .run(
                            () -> desk.knownByPrefix(id),
                            answer -> remembered(id, answer),
                            failure -> tell(Reasons.told(failure, context.words())));
        } else {
            choose(id, here);
        }
    }

    private void remembered(String id, Recalled<List<KnownMemory>> answer) {
        switch (answer) {
            case Recalled.Known<List<KnownMemory>>(List<KnownMemory> known) ->
                    choose(id, known.stream().map(KnownMemory::memory).toList());
            case Recalled.NotKnown<List<KnownMemory>>(String sentence) ->
                    tell(Reasons.told(sentence, context.words()));
        }
    }

    private void choose(String id, List<Memory> may) {
        switch (may.size()) {
            case 0 -> problem(context.words().text("memories.link.none", id));
            case 1 -> found.accept(may.getFirst());
            default -> problem(context.words().text("memories.link.several", id));
        }
    }

    private void tell(String reason) {
        problem(context.words().text("memories.link.unknown", Prose.sentence(reason)));
    }

    private void problem(String sentence) {
        context.notices().problem(sentence, null);
    }
}
