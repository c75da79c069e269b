package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.store.QueueStore;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * Reads a small file again only if its stamp changed. Confined to one thread at a time.
 *
 * @param <T> what stands in it
 */
final class StampedReading<T> {
    private final Path file;
    private final Function<Path, ReadResult<T>> reading;
    private @Nullable FileStamp stamp;
    private @Nullable ReadResult<T> last;

    StampedReading(Path file, Function<Path, ReadResult<T>> reading) {
        this.file = file;
        this.reading = reading;
    }

    ReadResult<T> read() {
        ReadResult<T> known = last;
        if (known instanceof ReadResult.Ok<T> && QueueStore.isUnchanged(file, stamp)) {
            return known;
        }
        ReadResult<T> fresh = reading.apply(file);
        stamp = fresh instanceof ReadResult.Ok<T>(T ignored, var found) ? found : null;
        last = fresh;
        return fresh;
    }
}
