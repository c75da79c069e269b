package org.mem0queue.ui.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.QueueSnapshot.QueueFileStatus;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;

/** What the first start says of what it found. */
class StartWriterTest {
    private static final StartDesk.Conversations SOME =
            new StartDesk.Conversations(214, 1_300_000_000);

    private final StartWriter writer =
            new StartWriter(
                    new Messages(Locale.ENGLISH, ZoneId.of("Europe/Paris"), SampleSnapshots.HOME));

    private StartText of(SampleSnapshots sample) {
        return writer.of(sample.build(), SOME, StartDesk.Access.WRITABLE);
    }

    @Test
    void aQueueIsToldFileByFile() {
        StartText text = of(SampleSnapshots.normal());
        assertThat(text.kind()).isEqualTo(StartText.Kind.FOUND);
        assertThat(text.title())
                .isEqualTo("A queue was found in ~/.claude. Nothing has been changed.");
        assertThat(text.cause())
                .isEqualTo(
                        "The lock is free and no worker is running. Until you choose, this program"
                                + " only reads.");
        assertThat(text.found())
                .extracting(row -> row.name() + " " + row.number() + " " + row.note())
                .containsExactly(
                        "Queue 40 waiting, and 6 failed",
                        "Dead letters 3 gave up after 5 tries",
                        "Emergency file 2 accepted, but no program uploads them",
                        "Conversations 214 not read; what was refused while the lock was busy may"
                                + " still be in them");
        assertThat(text.found().getLast().file()).isEqualTo("projects/, 1.3 GB");
        assertThat(text.cannotManage()).isNull();
    }

    @Test
    void whatIsNotKnownYetIsNotZero() {
        StartText text = writer.of(SampleSnapshots.normal().build(), null, null);
        assertThat(text.found().getLast().number()).isEmpty();
        assertThat(text.found().getLast().note()).isEqualTo("being counted");
    }

    @Test
    void whoHoldsTheLockIsNamed() {
        assertThat(of(SampleSnapshots.alarm()).cause())
                .startsWith("A worker (python3, pid 4711) holds the lock.");
    }

    @Test
    void aDamagedQueueCanStillBeChosen() {
        StartText text = of(SampleSnapshots.corrupt());
        assertThat(text.kind()).isEqualTo(StartText.Kind.FOUND);
        assertThat(text.title()).contains("damaged", "Nothing has been changed");
        assertThat(text.cause()).contains("broken at byte 11904");
        assertThat(text.cannotManage()).isNull();
    }

    @Test
    void whatCannotBeReadIsNotManaged() {
        StartText text = of(SampleSnapshots.denied());
        assertThat(text.cannotManage()).isNotNull();
        assertThat(text.found().getFirst().number()).isEmpty();
    }

    @Test
    void aFolderThatMayNotBeWrittenIsOnlyWatched() {
        SampleSnapshots sample = SampleSnapshots.normal();
        assertThat(writer.of(sample.build(), SOME, StartDesk.Access.NOT_WRITABLE).cannotManage())
                .isEqualTo("This account may not write to ~/.claude.");
        assertThat(writer.of(sample.build(), SOME, StartDesk.Access.OF_ANOTHER).cannotManage())
                .startsWith("~/.claude belongs to another account");
    }

    @Test
    void nothingFoundIsSaidWithWhatItWasLookedFor() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.file = new QueueFileStatus("missing", -1, null, null);
        assertThat(of(sample).kind()).isEqualTo(StartText.Kind.NOTHING);
        assertThat(writer.before(new StartPlace.Nowhere(SampleSnapshots.DIRECTORY)).title())
                .isEqualTo("No queue was found in ~/.claude.");
        StartText unusable = writer.before(new StartPlace.Unusable("It is a file."));
        assertThat(unusable.kind()).isEqualTo(StartText.Kind.UNUSABLE);
        assertThat(writer.before(new StartPlace.Closed(Path.of("/srv/queue"))).title())
                .isEqualTo("The folder /srv/queue cannot be opened.");
    }

    @Test
    void partsOfAQueueAreNotNothing() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.counts = SampleSnapshots.counts(0, 0, 0, 0, 3, 0);
        sample.file = new QueueFileStatus("missing", -1, null, null);
        StartText text = of(sample);
        assertThat(text.kind()).isEqualTo(StartText.Kind.FOUND);
        assertThat(text.title()).startsWith("Parts of a queue");
    }
}
