package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Lines go when nothing could bring their memory back, and never one more. */
class OutcomesCompactionTest {
    @TempDir Path folder;

    private QueueFixture queue;
    private QueueDirectory files;
    private QueueStore store;
    private ClockGuard guard;
    private long uptime = 1_000_000;

    @BeforeEach
    void open() throws IOException {
        prepare(folder);
    }

    private void prepare(Path here) throws IOException {
        queue = new QueueFixture(here);
        files = queue.directory();
        store = queue.store();
        queue.pythonQueue(1, 0);
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        guard = new ClockGuard(files, "b1", () -> OptionalLong.of(uptime));
        guard.trusted(queue.clock().instant(), Disk.real()); // the first look at the clock
    }

    private void tell(String... ids) throws IOException {
        List<Outcomes.Line> lines = new ArrayList<>();
        for (String id : ids) {
            lines.add(
                    new Outcomes.Line(id, "00", Outcomes.Outcome.STORED, queue.clock().instant()));
        }
        store.outcomes().append(lines, Disk.real());
    }

    private void days(int days) throws IOException {
        for (int i = 0; i < days; i++) {
            queue.clock().advance(Duration.ofDays(1));
            uptime += Duration.ofDays(1).toSeconds();
            guard.trusted(queue.clock().instant(), Disk.real());
        }
    }

    private OutcomesCompaction compaction() {
        return new OutcomesCompaction(files, guard, 1);
    }

    private boolean compact() throws IOException {
        OutcomesCompaction.Prepared prepared =
                compaction().prepare(queue.clock().instant(), () -> false, Disk.real());
        return prepared != null && compaction().finish(prepared, Disk.real());
    }

    private List<String> ids() throws IOException {
        return store.outcomes().all().stream().map(Outcomes.Line::id).toList();
    }

    @Test
    void whatWasSettledAMonthAgoAndIsNowhereIsForgotten() throws IOException {
        tell("old1", "old2");
        days(35);
        tell("new");

        assertThat(compact()).isTrue();

        assertThat(ids()).containsExactly("new");
        assertThat(queue.store().outcomes().all()).hasSize(1);
        assertThat(compact()).as("nothing more to do").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem0_queue.json",
                "mem0_queue_backup.json",
                "mem0_queue.backup-2025.json",
                "mem0_queue (conflict).json",
                "mem0_queue_dlq.json",
                "mem0_emergency.json",
                "mem0_queue.d/kept/x.jsonl",
                "mem0_queue.d/trash/x.json",
                "mem0_queue.d/snapshots/x.json",
                "mem0_queue.d/sync.journal",
                "mem0_queue.d/later/version/x"
            })
    void whatAFileNamesStays(String name) throws IOException {
        tell("old1", "old2");
        days(35);
        Path file = files.path().resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "damaged \" {\"id\": \"old2\", \"content\": \"cut");

        assertThat(compact()).isTrue();

        assertThat(ids()).containsExactly("old2");
    }

    @Test
    void aLineSinceCountsForItsWholeId() throws IOException {
        tell("one", "other");
        days(20);
        tell("one");
        days(15);

        assertThat(compact()).isTrue();

        assertThat(Files.readAllLines(files.outcomes()))
                .hasSize(2)
                .allMatch(line -> line.contains("\"one\""));
    }

    @Test
    void whatWeDoNotUnderstandStays() throws IOException {
        tell("old");
        String later = "{\"id\": \"old\", \"outcome\": \"teleported\", \"time\": \"2020-01-01\"}";
        Files.writeString(files.outcomes(), Files.readString(files.outcomes()) + later + "\n{\"id");
        tell("\u00e9\"id");
        days(35);

        assertThat(compact()).isTrue();

        assertThat(Files.readString(files.outcomes())).startsWith(later + "\n{\"id\n");
        assertThat(ids()).containsExactly("\u00e9\"id");
    }

    @Test
    void whatIsToldMeanwhileIsInTheNewOne() throws IOException {
        tell("old");
        days(35);
        OutcomesCompaction.Prepared prepared =
                compaction().prepare(queue.clock().instant(), () -> false, Disk.real());
        tell("meanwhile");

        assertThat(compaction().finish(prepared, Disk.real())).isTrue();

        assertThat(ids()).containsExactly("meanwhile");
        tell("after");
        assertThat(ids()).containsExactlyInAnyOrder("meanwhile", "after");
        assertThat(queue.store().outcomes().all()).hasSize(2);
    }

    @Test
    void whatComesBackMeanwhileStopsIt() throws IOException {
        tell("old");
        days(35);
        OutcomesCompaction.Prepared prepared =
                compaction().prepare(queue.clock().instant(), () -> false, Disk.real());
        Files.writeString(files.path().resolve("mem0_queue.backup9.json"), "[\"old\"]");

        assertThat(compaction().finish(prepared, Disk.real())).isFalse();

        assertThat(ids()).containsExactly("old");
    }

    @Test
    void afterAJumpOfTheClockItWaits() throws IOException {
        tell("old");
        queue.clock().advance(Duration.ofDays(35));

        assertThat(compact()).isFalse();
    }

    @Test
    void aFaultAtAnyCallLeavesTheOldOrTheNewVersion() throws IOException {
        boolean happened = true;
        for (int call = 1; happened; call++) {
            assertThat(call).isLessThan(50);
            for (boolean crash : new boolean[] {true, false}) {
                prepare(Files.createDirectory(folder.resolve(call + "-" + crash)));
                tell("old", "older");
                days(35);
                tell("new");
                Faults.AtCall fault =
                        crash ? Faults.AtCall.crashes(call) : Faults.AtCall.fails(call);
                Disk disk = Disk.withFaults(fault);
                try {
                    OutcomesCompaction.Prepared prepared =
                            compaction().prepare(queue.clock().instant(), () -> false, disk);
                    tell("meanwhile");
                    if (prepared != null) {
                        compaction().finish(prepared, disk);
                    }
                } catch (Faults.Crash | IOException stopped) {
                    // whoever comes next finds it as it is
                }
                happened = fault.happened();

                List<String> left =
                        queue.store().outcomes().all().stream().map(l -> l.id()).toList();
                assertThat(left).as(fault.where()).contains("new");
                assertThat(left.contains("old")).isEqualTo(left.contains("older"));
                tell("after");
                assertThat(ids()).as(fault.where()).contains("new", "after");
                days(2);
                compact();
                assertThat(ids()).as(fault.where()).contains("new").doesNotContain("old", "older");
            }
        }
    }

    /** File systems give the number of a file that is gone to the next one. */
    @Test
    void anotherFileWithTheSameNumberIsReadFromTheBeginning() throws IOException {
        tell("one");
        assertThat(ids()).containsExactly("one");
        String before = Files.readString(files.outcomes());

        String other = before.replace("one", "two") + before.replace("one", "three");
        Files.writeString(files.outcomes(), other);

        assertThat(ids()).containsExactlyInAnyOrder("two", "three");
    }

    @Test
    void theStoreDoesItUnderTheLock() throws Exception {
        List<Outcomes.Line> many = new ArrayList<>();
        Instant then = queue.clock().instant();
        for (int i = 0; i < OutcomesCompaction.WORTH_WHILE; i++) {
            many.add(new Outcomes.Line("id-" + i, "00", Outcomes.Outcome.STORED, then));
        }
        store.outcomes().append(many, Disk.real());
        store.tidying().daily(Duration.ofMinutes(1), () -> false);
        Files.deleteIfExists(files.clockFile());
        queue.clock().advance(Duration.ofDays(35));
        store.tidying().daily(Duration.ofMinutes(1), () -> false); // the clock is not known
        try (var left = Files.list(files.own())) {
            assertThat(left.filter(f -> f.toString().endsWith(".tmp"))).isEmpty();
        } catch (UncheckedIOException e) {
            throw new AssertionError(e);
        }
        assertThat(Files.readString(files.outcomes(), UTF_8)).contains("id-4999");
    }
}
