package org.mem0queue.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.text.Messages;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

class StatusTextTest {
    private static String worker(WorkerStatus status, Locale language) {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.worker = status;
        Messages words = new Messages(language, ZoneOffset.UTC, SampleSnapshots.HOME);
        return StatusText.of(sample.build(), SampleSnapshots.NOW, words).worker().text();
    }

    private static WorkerStatus syncing(WorkerStatus.Progress progress) {
        return new WorkerStatus(WorkerStatus.State.SYNCING, List.of(7L), null, progress);
    }

    @Test
    void aWorkerThatSyncsTellsHowFarItHasCome() {
        WorkerStatus status = syncing(new WorkerStatus.Progress(12, 1058));
        assertThat(worker(status, Locale.ENGLISH)).isEqualTo("worker: syncing 12/1,058");
        assertThat(worker(status, Locale.FRENCH))
                .isEqualTo("worker\u00a0: synchronise 12/1\u202f058");
    }

    @Test
    void beforeAnybodyLookedAtTheLocksNothingIsSaidOfIt() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.lock = LockStatus.NOT_LOOKED;
        Messages words = new Messages(Locale.ENGLISH, ZoneOffset.UTC, SampleSnapshots.HOME);
        StatusText text = StatusText.of(sample.build(), SampleSnapshots.NOW, words);
        assertThat(text.worker().text()).isEqualTo("worker: not known");
        assertThat(text.lock().text()).isEqualTo("lock: not known");
    }

    @Test
    void whereItsLogDoesNotTellNothingIsMadeUp() {
        assertThat(worker(syncing(null), Locale.ENGLISH)).isEqualTo("worker: syncing");
    }
}
