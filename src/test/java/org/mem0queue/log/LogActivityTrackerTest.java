package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.WorkerStatus;

import java.nio.file.Path;
import java.time.LocalTime;

class LogActivityTrackerTest {
    private final LogActivityTracker tracker = new LogActivityTracker();
    private final LogParser parser =
            new LogParser(new LogSource(LogSource.Kind.WORKER, Path.of("mem0_worker.log")));
    private long number;

    @Test
    void aRunIsUnderWayFromItsFirstLineToItsEnd() {
        assertThat(
                        tell("📤 Processing queue: 2 pending, 0 failed\n  ✅ Synced: a (ID: 1...)")
                                .runUnderway())
                .isTrue();
        LogActivity ended = tell("\n✨ Worker done:\n   Queue: 0 pending\n");

        assertThat(ended.runUnderway()).isFalse();
        assertThat(requireNonNull(ended.lastRunStarted()).offset()).isEqualTo(1);
        assertThat(requireNonNull(ended.lastRunEnded()).offset()).isEqualTo(4);
        assertThat(requireNonNull(ended.lastLine()).event())
                .isEqualTo(new LogEvent.Count(LogEvent.Counted.PENDING, 0));
    }

    @Test
    void aRunTellsHowFarItHasComeAndWhatFailedBeforeIsNoPartOfIt() {
        LogActivity underWay =
                tell(
                        """
                        📤 Processing queue: 3 pending, 1 failed
                          ✅ Synced: a (ID: 11111111...)
                          🔄 Retry 2/5: b\
                        """);
        assertThat(underWay.progress()).isEqualTo(new WorkerStatus.Progress(2, 3));

        LogActivity later =
                tell(
                        """
                          ✅ Synced: c (ID: 22222222...)
                        🔄 Retrying 1 failed entries...
                          ✅ Recovered: d (ID: 33333333...)\
                        """);
        assertThat(later.progress()).as("never beyond").isEqualTo(new WorkerStatus.Progress(3, 3));

        assertThat(tell("\n✨ Worker done:").progress()).isNull();
        assertThat(tell("📤 Processing queue: 5 pending, 0 failed").progress())
                .as("a new run begins at none")
                .isEqualTo(new WorkerStatus.Progress(0, 5));
    }

    @Test
    void restartsAreCountedAndAProcessThatStartsAnewEndsTheRunOfTheOldOne() {
        LogActivity activity =
                tell(
                        """
                        🚀 Mem0 Worker Option C starting...
                        [14:02:03] ✅ VPS healthy - processing queues...

                        📤 Processing queue: 2 pending
                        🚀 Mem0 Worker Option C starting...\
                        """);

        assertThat(activity.processStarts()).isEqualTo(2);
        assertThat(activity.runUnderway()).isFalse();
        assertThat(activity.lastRunEnded()).isNull();
        assertThat(requireNonNull(activity.lastRunStarted()).time())
                .isEqualTo(new LogTime.TimeOfDay(LocalTime.of(14, 2, 3)));
    }

    @Test
    void aTracebackCountsOnceAndIsNamedByItsException() {
        LogActivity activity =
                tell(
                        """
                        📤 Processing queue: 2 pending
                        Traceback (most recent call last):
                          File "a.py", line 1, in f
                        ValueError: no\
                        """);

        assertThat(activity.errors()).isEqualTo(1);
        assertThat(activity.workerErrors()).isEqualTo(1);
        assertThat(requireNonNull(activity.lastWorkerError()).event())
                .isEqualTo(new LogEvent.TracebackEnded("ValueError", "no"));
        assertThat(activity.runUnderway()).isFalse();
    }

    @Test
    void failedUploadsAreErrorsButNotTheWorkers() {
        LogActivity activity =
                tell("  ⚠️  Upload failed: timed out\n  ⏳ Retry 1/5: a\n❌ Worker error: 'id'");

        assertThat(activity.errors()).isEqualTo(2);
        assertThat(activity.workerErrors()).isEqualTo(1);
        assertThat(requireNonNull(activity.lastError()).event())
                .isEqualTo(new LogEvent.WorkerError("'id'"));
    }

    @Test
    void aWorkerThatWasStoppedOrDiedIsToldUntilItSpeaksAgain() {
        assertThat(tell("\n\n🛑 Worker stopped by user (Ctrl+C)\n").end())
                .contains(new LogEvent.StoppedByUser());
        assertThat(tell("📤 Processing queue: 2 pending").end()).isEmpty();
        assertThat(tell("\n❌ Worker fatal error: disk").end())
                .contains(new LogEvent.FatalError("disk"));
    }

    private LogActivity tell(String text) {
        text.lines().forEach(line -> tracker.accept(parser.parse(++number, number, line)));
        return tracker.activity();
    }
}
