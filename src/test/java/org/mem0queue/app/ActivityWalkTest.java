package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.control.ListView;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.service.QueueService;
import org.mem0queue.service.ServiceSetup;
import org.mem0queue.store.MovePlanner;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.ShownPage;
import org.mem0queue.ui.activity.ActivityPage;
import org.mem0queue.ui.nav.Destination;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a person does in Acts and Backups, on real files. */
class ActivityWalkTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @TempDir Path folder;
    private WalkQueue queue;

    @BeforeEach
    void makeQueue() {
        queue = WalkQueue.in(folder);
    }

    private ShownPage page(QueueService service) {
        return new ShownPage(
                queue.directory(),
                context -> new ActivityPage(new ServiceActivityDesk(service), context));
    }

    private static void discard(QueueService service, int number) throws InterruptedException {
        ActReport report =
                service.act(
                        ActKind.DISCARD,
                        "window",
                        "",
                        service.look().in(MemoryState.FAILED).subList(0, number),
                        MovePlanner::discard,
                        WAIT);
        assertThat(report).isInstanceOf(ActReport.Done.class);
    }

    private static void choose(ShownPage page, String list, int index) {
        ListView<?> view = page.find(list, ListView.class);
        page.await(list + " has its rows", () -> view.getItems().size() > index);
        Fx.run(() -> view.getSelectionModel().select(index));
    }

    @Test
    void whatWasDiscardedIsTakenBackInActs() throws InterruptedException {
        queue.write(List.of("p0"), List.of("f0", "f1", "f2"));
        try (QueueService service = queue.service(ServiceSetup.Duty.MANAGE)) {
            discard(service, 2);
            assertThat(queue.failed()).containsExactly("f2");
            try (ShownPage page = page(service)) {
                page.tell(service.look());
                choose(page, ".acts", 1);
                page.await("the preview is there", () -> page.isShown(".undo-act"));
                assertThat(page.find(".undo-act", Button.class).getText())
                        .isEqualTo("Take back 2 memories");
                page.press(".undo-act");
                page.await("told", () -> !page.notices.done.isEmpty());
                assertThat(queue.failed()).containsExactly("f0", "f1", "f2");
                assertThat(page.notices.done)
                        .containsExactly("2 memories are as they were before act 1.");
                // The undo is an act itself, and can be undone.
                Runnable again = page.notices.undos.getFirst();
                assertThat(again).isNotNull();
                Fx.run(again);
                page.await("told again", () -> page.notices.done.size() == 2);
                assertThat(queue.failed()).containsExactly("f2");
            }
        }
    }

    @Test
    void whatMovedOnStaysAndIsNotCountedOnTheButton() throws InterruptedException {
        queue.write(List.of(), List.of("f0", "f1"));
        try (QueueService service = queue.service(ServiceSetup.Duty.MANAGE)) {
            discard(service, 2);
            service.act(
                    ActKind.RESTORE,
                    "cli",
                    "",
                    service.look().in(MemoryState.TRASH).stream()
                            .filter(memory -> memory.id().equals("f1"))
                            .toList(),
                    MovePlanner::restore,
                    WAIT);
            List<String> pendingBefore = queue.pending();
            try (ShownPage page = page(service)) {
                page.tell(service.look());
                choose(page, ".acts", 2);
                page.await("the preview is there", () -> page.isShown(".undo-act"));
                assertThat(page.find(".undo-act", Button.class).getText())
                        .isEqualTo("Take back 1 memory");
                page.press(".undo-act");
                page.await("told", () -> !page.notices.done.isEmpty());
            }
            assertThat(queue.failed()).contains("f0");
            assertThat(queue.pending()).isEqualTo(pendingBefore);
        }
    }

    @Test
    void anIdLeadsToItsMemory() throws InterruptedException {
        queue.write(List.of(), List.of("f0"));
        try (QueueService service = queue.service(ServiceSetup.Duty.MANAGE)) {
            discard(service, 1);
            try (ShownPage page = page(service)) {
                page.tell(service.look());
                choose(page, ".acts", 1);
                page.press(".target-line .id");
                assertThat(page.opened).containsExactly(Destination.Memories.one("f0"));
            }
        }
    }

    @Test
    void aCorruptFileIsRestoredFromTheLastGoodState() {
        queue.write(List.of("p0", "p1"), List.of("f0"));
        try (QueueService service = queue.service(ServiceSetup.Duty.MANAGE)) {
            service.keepGoodState();
            queue.write("{\"queue\": [{\"id\": \"p0\", \"conte");
            try (ShownPage page = page(service)) {
                page.goTo(new Destination.Backups());
                page.tell(service.look());
                page.await("the last good state is proposed", () -> page.isShown(".restore"));
                assertThat(page.find(".restore", Button.class).getText())
                        .isEqualTo("Restore 3 memories");
                page.press(".restore");
                page.await("told", () -> !page.notices.done.isEmpty());
                assertThat(page.notices.done).containsExactly("3 memories are back in the queue.");
            }
            assertThat(service.history(9).done().orElseThrow())
                    .singleElement()
                    .satisfies(
                            act -> {
                                assertThat(act.kind()).isEqualTo(ActKind.REBUILD);
                                assertThat(act.actor()).isEqualTo("window");
                                assertThat(act.doneIds()).containsExactly("p0", "p1", "f0");
                            });
            assertThat(queue.pending()).containsExactly("p0", "p1");
            assertThat(queue.failed()).containsExactly("f0");
            assertThat(folder.resolve("queue/mem0_queue.d/snapshots"))
                    .isDirectoryContaining(file -> file.toString().endsWith("-damaged.json"));
        }
    }

    @Test
    void aRestoreStopsIfTheFileChangedSinceThePreview() {
        queue.write(List.of("p0", "p1"), List.of());
        try (QueueService service = queue.service(ServiceSetup.Duty.MANAGE)) {
            service.keepGoodState();
            queue.write(List.of("p1"), List.of());
            try (ShownPage page = page(service)) {
                page.goTo(new Destination.Backups());
                page.tell(service.look());
                choose(page, ".copies", 0);
                page.await("the preview is there", () -> page.isShown(".restore"));
                queue.write(List.of("p1", "p2"), List.of());
                String theirs = queue.text();
                page.press(".restore");
                page.await("told", () -> !page.notices.problems.isEmpty());
                assertThat(queue.text()).isEqualTo(theirs);
                assertThat(page.notices.problems.getFirst()).contains("changed since the preview");
                assertThat(page.notices.steps.getFirst().verb()).isEqualTo("Look again");
                Fx.run(() -> page.notices.steps.getFirst().act().run());
                page.press(".restore");
                page.await("told", () -> !page.notices.done.isEmpty());
            }
            assertThat(queue.pending()).containsExactly("p1", "p2", "p0");
        }
    }

    @Test
    void whatAnotherProgramTookOutIsPutBack() throws InterruptedException {
        queue.write(List.of("p0"), List.of());
        String old = queue.text();
        try (QueueService service = queue.service(ServiceSetup.Duty.MANAGE)) {
            service.save(List.of(new NewMemory("p9", "walk", "not to be lost", null, "walk")));
            service.flush(WAIT);
            List<String> merged = queue.pending();
            assertThat(merged).hasSize(2);
            queue.write(old);
            try (ShownPage page = page(service)) {
                page.goTo(new Destination.Backups());
                page.tell(service.look());
                page.await("it is proposed", () -> page.isShown(".restore"));
                assertThat(page.find(".restore", Button.class).getText())
                        .isEqualTo("Put back 1 memory");
                page.press(".restore");
                page.await("told", () -> !page.notices.done.isEmpty());
            }
            assertThat(queue.pending()).containsExactlyElementsOf(merged);
        }
    }

    @Test
    void aWindowThatOnlyWatchesChangesNothing() throws InterruptedException {
        queue.write(List.of("p0"), List.of("f0"));
        try (QueueService service = queue.service(ServiceSetup.Duty.MANAGE)) {
            discard(service, 1);
        }
        String before = queue.text();
        try (QueueService service = queue.service(ServiceSetup.Duty.WATCH);
                ShownPage page = page(service)) {
            page.tell(service.look());
            choose(page, ".acts", 1);
            page.await("the preview is there", () -> page.isShown(".undo-act"));
            assertThat(page.find(".undo-act", Button.class).isDisabled()).isTrue();
            assertThat(queue.text()).isEqualTo(before);
        }
    }
}
