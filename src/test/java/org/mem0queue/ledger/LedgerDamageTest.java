package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.memory;
import static org.mem0queue.ledger.LedgerFixture.see;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mem0queue.queue.MemoryState;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What clean-up tools, full disks and power cuts leave of a file. Whatever it is: every call
 * answers, a refusal names the file, and afterwards there is a ledger that works.
 */
class LedgerDamageTest {
    private static final int PAGE = Schema.PAGE_BYTES;

    @TempDir Path folder;

    private LedgerFixture ledgers;

    /** What is left. */
    enum Left {
        NO_FILE(-1),
        NO_BYTE(0),
        HALF_A_HEADER(50),
        THE_HEADER(100),
        ONE_PAGE(PAGE),
        ONE_PAGE_AND_A_BYTE(PAGE + 1),
        ALL_BUT_A_PAGE(Integer.MAX_VALUE),
        ZEROS(Integer.MAX_VALUE),
        ZEROS_IN_THE_FIRST_PAGE(Integer.MAX_VALUE);

        private final int bytes;

        Left(int bytes) {
            this.bytes = bytes;
        }

        /** In place, so that who has the file open keeps it. */
        void of(Path file) throws IOException {
            if (this == NO_FILE) {
                Files.delete(file);
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                long size = channel.size();
                switch (this) {
                    case ZEROS -> channel.write(ByteBuffer.allocate((int) size), 0);
                    case ZEROS_IN_THE_FIRST_PAGE -> channel.write(ByteBuffer.allocate(PAGE), 0);
                    case ALL_BUT_A_PAGE -> channel.truncate(size - PAGE);
                    default -> channel.truncate(bytes);
                }
            }
        }
    }

    @BeforeEach
    void prepare() {
        ledgers = new LedgerFixture(folder);
    }

    @AfterEach
    void close() {
        ledgers.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftBeforeOpeningIsReplacedAndTold(Left left) throws IOException {
        fill(ledgers.open());
        ledgers.closeAll();
        left.of(ledgers.file());

        LedgerOpening.Opened opened = (LedgerOpening.Opened) ledgers.opening();

        switch (left) {
            case NO_FILE -> assertThat(opened.note()).as("a first start").isNull();
            case NO_BYTE -> assertThat(opened.note()).contains(ledgers.file().toString(), "empty");
            default ->
                    assertThat(opened.note())
                            .contains(ledgers.file().toString(), "was damaged", "rebuilt");
        }
        assertThat(done(opened.ledger().counts()).known()).isZero();
        worksFromNowOn(opened.ledger());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftOfAnOpenOneIsNoticedOrMended(Left left) throws IOException {
        Ledger ledger = ledgers.open();
        fill(ledger);
        ledgers.closeAll(); // moves the log into the file
        ledger = ledgers.open();
        assertThat(done(ledger.counts()).known()).isEqualTo(300);

        left.of(ledgers.file());

        everyCallAnswers(ledger);
        worksFromNowOn(ledger);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftBesideALogIsNoticedOrMended(Left left) throws IOException {
        fill(ledgers.open());
        ledgers.closeAll(); // moves the log into the file
        Ledger ledger = ledgers.open();
        see(ledger, "in the log", "not yet in the file", START);
        assertThat(ledgers.companion("-wal")).isNotEmptyFile();
        assertThat(Files.size(ledgers.file())).isGreaterThan(3 * PAGE);

        left.of(ledgers.file());

        everyCallAnswers(ledger);
        worksFromNowOn(ledger);
    }

    private void everyCallAnswers(Ledger ledger) {
        List<LedgerResult<?>> answers = new ArrayList<>();
        answers.add(ledger.counts());
        answers.add(ledger.search("number 7", 10));
        answers.add(ledger.memoriesIn(MemoryState.PENDING, 1000));
        answers.add(ledger.journey("id-1"));
        answers.add(ledger.acts(10));
        answers.add(ledger.index(100));
        for (LedgerResult<?> answer : answers) {
            answer.notDone()
                    .ifPresent(
                            problem ->
                                    assertThat(problem.sentence())
                                            .contains(ledgers.file().toString()));
        }
    }

    /** Also after a start that reads all of it. */
    private void worksFromNowOn(Ledger ledger) {
        see(ledger, "later", "written afterwards", START);
        assertThat(done(ledger.memory("later"))).isPresent();
        assertThat(done(ledger.search("afterwards", 10))).hasSize(1);
        ledgers.closeAll();
        ledgers.advance(Duration.ofHours(25));
        LedgerOpening.Opened again = (LedgerOpening.Opened) ledgers.opening();
        see(again.ledger(), "last", "the end", START);
        assertThat(done(again.ledger().memory("last"))).isPresent();
        assertThat(again.note() != null || done(again.ledger().memory("later")).isPresent())
                .as("it is there, or the loss is told")
                .isTrue();
    }

    private static void fill(Ledger ledger) {
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String text = "the text number " + i + " " + "x".repeat(i);
            sightings.add(new Sighting(memory("id-" + i, MemoryState.PENDING, text), START));
        }
        done(ledger.record(LedgerBatch.ofSightings(sightings)));
    }
}
