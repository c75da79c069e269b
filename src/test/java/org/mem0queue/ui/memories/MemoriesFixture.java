package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.SampleMemories;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptMemoriesDesk;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A view model over a scripted desk, without a toolkit. */
class MemoriesFixture {
    final SampleMemories sample = SampleMemories.failedAfterABadNight();
    final ScriptMemoriesDesk desk = new ScriptMemoriesDesk();
    final HeldBackground background = new HeldBackground();
    final HeardNotices notices = new HeardNotices();
    final List<Destination> opened = new ArrayList<>();
    final Messages words = new Messages(Locale.ENGLISH, ZoneOffset.UTC, SampleSnapshots.HOME);
    final MemoriesViewModel model =
            new MemoriesViewModel(
                    desk,
                    new PageContext(
                            SampleSnapshots.DIRECTORY,
                            words,
                            Clock.fixed(SampleSnapshots.NOW, ZoneOffset.UTC),
                            background,
                            opened::add,
                            notices));

    /** The page is in sight and has seen the sample. */
    void open() {
        model.opened();
        look();
    }

    /** Another look at the same files. */
    void look() {
        model.apply(sample.snapshot(213, 0, 0), SampleSnapshots.NOW);
    }

    Listing listing() {
        return Objects.requireNonNull(model.listingProperty().get());
    }

    MemoriesText text() {
        return model.textProperty().get();
    }

    List<String> titles() {
        return listing().rows().stream()
                .filter(Row.OfGroup.class::isInstance)
                .map(Row.OfGroup.class::cast)
                .map(group -> group.title() + " " + group.number())
                .toList();
    }

    Memory failed(int index) {
        return sample.in(MemoryState.FAILED).get(index);
    }
}
