package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.ledger.ProjectText;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.AlreadyThere.Found;
import org.mem0queue.ui.SampleSnapshots;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class AlreadyThereTest {
    private final QueueSnapshot snapshot = SampleSnapshots.calm().build();

    private static NewMemory memory(String project, String text) {
        return new NewMemory(null, project, text, null, "test");
    }

    @Test
    void whatWasSentBeforeIsNewAndTold() {
        List<Set<ProjectText>> asked = new ArrayList<>();
        AlreadyThere there =
                AlreadyThere.of(
                        List.of(
                                memory("p", "sent"),
                                memory("p", "sent"),
                                memory("other", "sent"),
                                memory("p", "new")),
                        snapshot,
                        texts -> {
                            asked.add(texts);
                            return Optional.of(Set.of(ProjectText.of("p", "sent")));
                        });

        assertThat(there.found())
                .containsExactly(
                        new Found.Nowhere(true),
                        new Found.Repeated(0),
                        new Found.Nowhere(false),
                        new Found.Nowhere(false));
        assertThat(asked).singleElement().satisfies(texts -> assertThat(texts).hasSize(3));
    }

    @Test
    void aHistoryThatCannotTellIsNotANo() {
        AlreadyThere there =
                AlreadyThere.of(List.of(memory("p", "sent")), snapshot, texts -> Optional.empty());
        assertThat(there.found()).containsExactly(new Found.Nowhere(false));
        assertThat(there.sentKnown()).isFalse();
    }

    @Test
    void theHistoryIsNotAskedForNothing() {
        assertThat(
                        AlreadyThere.of(
                                        List.of(),
                                        snapshot,
                                        texts -> {
                                            throw new AssertionError("asked");
                                        })
                                .found())
                .isEmpty();
    }
}
