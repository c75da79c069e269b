package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptOverviewDesk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class ProjectCountsTest {
    private static Memory memory(String id, String project, MemoryState state) {
        return new Memory(id, false, project, NOW, 0, state, RawJson.of("{}"));
    }

    @Test
    void whatNeedsAPersonComesFirstThenWhatWaits() {
        assertThat(ProjectCounts.of(SampleSnapshots.alarm().memories))
                .containsExactly(
                        new ProjectCounts("trace-hub", 5, 12),
                        new ProjectCounts("api-facturation", 3, 31),
                        new ProjectCounts("migration-paiements", 1, 0),
                        new ProjectCounts("atelier-lumen", 0, 9),
                        new ProjectCounts("claude", 0, 6));
    }

    @Test
    void spooledAndUnclearCountAndWhatIsOnItsWayOrNamelessDoesNot() {
        assertThat(
                        ProjectCounts.of(
                                Map.of(
                                        MemoryState.SPOOLED,
                                        List.of(memory("a", "p", MemoryState.SPOOLED)),
                                        MemoryState.IN_DOUBT,
                                        List.of(memory("b", "p", MemoryState.IN_DOUBT)),
                                        MemoryState.IN_FLIGHT,
                                        List.of(memory("c", "q", MemoryState.IN_FLIGHT)),
                                        MemoryState.TRASH,
                                        List.of(memory("d", "q", MemoryState.TRASH)),
                                        MemoryState.FAILED,
                                        List.of(memory("e", null, MemoryState.FAILED)))))
                .containsExactly(new ProjectCounts("p", 1, 1));
    }

    @Test
    void aHundredThousandAreCountedOnceAndOffTheWindowsThread() {
        List<Memory> pending =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> memory("m" + i, "p" + i % 50, MemoryState.PENDING))
                        .toList();
        AtomicInteger works = new AtomicInteger();
        List<Runnable> waiting = new ArrayList<>();
        OverviewViewModel model =
                new OverviewViewModel(
                        new ScriptOverviewDesk(),
                        Contexts.of(
                                SaidSentences.ENGLISH,
                                goes -> {},
                                new org.mem0queue.ui.fx.Background() {
                                    @Override
                                    public <T> Running run(
                                            java.util.concurrent.Callable<T> work,
                                            java.util.function.Consumer<? super T> done,
                                            java.util.function.Consumer<? super Exception> failed) {
                                        works.incrementAndGet();
                                        waiting.add(
                                                () -> {
                                                    try {
                                                        done.accept(work.call());
                                                    } catch (Exception e) {
                                                        failed.accept(e);
                                                    }
                                                });
                                        return () -> {};
                                    }
                                }));
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.memories = Map.of(MemoryState.PENDING, pending);
        for (int i = 0; i < 100; i++) {
            model.apply(sample.build(), NOW.plusSeconds(2L * i));
        }
        // One for the past, one for the projects.
        assertThat(works).hasValue(2);
        assertThat(model.projectsProperty().get()).isEmpty();
        List.copyOf(waiting).forEach(Runnable::run);
        assertThat(model.projectsProperty().get())
                .hasSize(50)
                .contains(new ProjectCounts("p7", 0, 2000));
    }

    @Test
    void longNamesAreShortenedAndNeverCutAPairInTwo() {
        assertThat(ProjectList.shortened("trace-hub")).isEqualTo("trace-hub");
        assertThat(ProjectList.shortened("x".repeat(60))).hasSize(26).endsWith("…");
        String pairs = "x".repeat(24) + "🙂🙂🙂";
        assertThat(ProjectList.shortened(pairs)).isEqualTo("x".repeat(24) + "…");
    }
}
