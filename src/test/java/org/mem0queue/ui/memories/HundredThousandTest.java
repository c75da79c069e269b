package org.mem0queue.ui.memories;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.SampleMemories;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.Look;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 100,000 memories. The time that a filter takes is printed, to be judged on a quiet machine (a key
 * press is answered within 100 ms); that of the JavaFX thread is measured in its own processor
 * time, which other programs do not lengthen much.
 */
class HundredThousandTest extends MemoriesFixture {
    private static final int MANY = 100_000;
    private static final int ROUNDS = 15;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static SampleMemories many() {
        SampleMemories all = new SampleMemories();
        List<Memory> pending = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            pending.add(
                    SampleMemories.memory(
                            "id-" + i,
                            MemoryState.PENDING,
                            "project-" + i % 40,
                            "Memory number "
                                    + i
                                    + ": "
                                    + "what was decided in the session, and why it was so. "
                                            .repeat(6),
                            i,
                            0,
                            null,
                            null));
        }
        all.byState().put(MemoryState.PENDING, pending);
        return all;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[nanos.length / 2]).toMillis();
    }

    @Test
    void aFilterIsAnsweredWhileSomebodyTypes() {
        SampleMemories all = many();
        model.opened();
        model.apply(all.snapshot(0, 0, 0), SampleSnapshots.NOW);
        assertThat(listing().matching()).hasSize(MANY);
        long[] times = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            model.setText("number 9" + i);
            times[i] = System.nanoTime() - begun;
            assertThat(listing().matching()).isNotEmpty();
            assertThat(listing().matching().size() + listing().hidden()).isEqualTo(MANY);
        }
        System.out.println("filter of 100,000: " + median(times) + " ms in the median");
    }

    @Test
    void aNewerLookKeepsWhatIsMarkedAndTheFirstRowThatIsSeen() {
        SampleMemories all = many();
        model.opened();
        model.apply(all.snapshot(0, 0, 0), SampleSnapshots.NOW);
        Listing first = listing();
        AtomicInteger told = new AtomicInteger();
        MemoryTable table =
                Fx.call(
                        () ->
                                new MemoryTable(
                                        words,
                                        Clock.fixed(SampleSnapshots.NOW, ZoneOffset.UTC),
                                        memories -> told.incrementAndGet(),
                                        group -> {}));
        Stage stage =
                Fx.call(
                        () -> {
                            Stage made = new Stage();
                            Scene scene = new Scene(table, 900, 600);
                            new Look(scene, Appearance.LIGHT);
                            made.setScene(scene);
                            made.show();
                            table.show(first);
                            return made;
                        });
        Fx.pulses(3);
        Fx.run(() -> table.table().scrollTo(5000));
        Fx.pulses(3);
        Fx.run(() -> table.table().getSelectionModel().selectIndices(5002, 5004));
        Fx.pulses(2);
        long[] times = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            all.byState()
                    .get(MemoryState.PENDING)
                    .addFirst(
                            SampleMemories.memory(
                                    "new-" + i,
                                    MemoryState.PENDING,
                                    "project-1",
                                    "newer",
                                    -1 - i,
                                    0,
                                    null,
                                    null));
            model.apply(all.snapshot(0, 0, 0), SampleSnapshots.NOW);
            Listing newer = listing();
            times[i] =
                    Fx.call(
                            () -> {
                                long begun = CPU.getCurrentThreadCpuTime();
                                table.show(newer);
                                return CPU.getCurrentThreadCpuTime() - begun;
                            });
            Fx.pulses(1);
        }
        System.out.println("newer rows of 100,000: " + median(times) + " ms of its processor");
        Fx.pulses(3);
        Set<String> marked = new HashSet<>();
        Fx.run(
                () ->
                        table.table()
                                .getSelectionModel()
                                .getSelectedItems()
                                .forEach(row -> marked.add(row.key())));
        assertThat(marked).containsExactlyInAnyOrder("id-5002", "id-5004");
        assertThat(Fx.call(table::firstSeen)).isEqualTo("id-5000");
        assertThat(Fx.call(table::newAbove)).isEqualTo(ROUNDS);
        Fx.run(table::toTop);
        Fx.pulses(3);
        assertThat(Fx.call(table::firstSeen)).isEqualTo("new-" + (ROUNDS - 1));
        assertThat(Fx.call(table::newAbove)).isZero();
        Fx.run(stage::hide);
        assertThat(median(times)).isLessThan(200);
    }
}
