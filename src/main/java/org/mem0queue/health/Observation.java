package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogActivity;
import org.mem0queue.log.LogFlow;
import org.mem0queue.platform.DiskSpace;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.SendingStatus;
import org.mem0queue.settings.Thresholds;
import org.mem0queue.store.DeadLetterFile;
import org.mem0queue.store.EarlierStates;
import org.mem0queue.store.LineFile;
import org.mem0queue.store.MetricsFile;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.SpoolFile;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was seen in one look at a queue directory, before anybody judged it. Immutable.
 *
 * @param spooled memories of the readable batches
 * @param mergeable batches that a process with our identity may merge, oldest first
 * @param foreign batches of other machines
 * @param damagedBatches batches with lines that cannot be read
 * @param trash what was discarded and stands in no other file, the newest first
 * @param overwritten kept memories that the queue has no trace of although it should: another
 *     program wrote back an older queue
 * @param lockHeldFor how long the lock was seen held, null if free or not observed
 * @param log what the end of the worker log says; null if there is no log
 * @param logModified when the worker log last changed; null if there is none
 * @param disk empty if the system does not tell
 * @param shrink an earlier state that counted more and held what is nowhere now; null if none
 * @param sending our own sending, by whatever process
 * @param beside what lies in the folder under names like those of the queue; seconds old at most
 */
public record Observation(
        QueueDirectory directory,
        Instant now,
        Thresholds thresholds,
        ReadResult<QueueDocument> queueFile,
        ReadResult<DeadLetterFile.DeadLetters> deadLetters,
        ReadResult<LineFile.Lines> emergency,
        ReadResult<MetricsFile.Metrics> metrics,
        List<Memory> spooled,
        List<SpoolFile> mergeable,
        List<SpoolFile> foreign,
        List<SpoolFile> damagedBatches,
        List<Memory> trash,
        List<Memory> overwritten,
        LockStatus lock,
        @Nullable Duration lockHeldFor,
        List<WorkerProcess> workers,
        @Nullable LogActivity log,
        @Nullable Instant logModified,
        LogFlow logFlow,
        Optional<DiskSpace> disk,
        EarlierStates.@Nullable Shrink shrink,
        SendingStatus sending,
        List<Path> beside) {}
