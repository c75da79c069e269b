package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A store, and what is read back of it after an act. */
abstract class ActingStore extends FreshStore {
    Memory one(String id) {
        QueueDocument document = document();
        for (List<Memory> list : List.of(document.queue(), document.failed(), document.held())) {
            for (Memory memory : list) {
                if (memory.id().equals(id)) {
                    return memory;
                }
            }
        }
        throw new AssertionError(id + " is in no list");
    }

    static Memory one(String entry, MemoryState state) {
        return EntryReader.read(org.mem0queue.queue.RawJson.of(entry), state);
    }

    /** The queue lock, which nobody else holds. */
    HeldLock hold() {
        try {
            return ((LockResult.Acquired) store.lock().acquire(Duration.ofSeconds(10))).lock();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Versions of the queue file that are written and not in place. */
    List<Path> temporaries() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ".mem0_queue.json.*")) {
            all.forEach(found::add);
        }
        return found;
    }

    QueueDocument document() {
        return queue.store().queueFile().read().ok().orElseThrow();
    }

    List<Trash.Discarded> trash() throws IOException {
        return store.trash().list(document().standing());
    }

    List<Moved> done(PlannedMove... planned) {
        ActResult.Done result = act(planned);
        assertThat(result.skipped()).isEmpty();
        assertThat(result.done()).hasSize(planned.length);
        return result.done();
    }

    ActResult.Done act(PlannedMove... planned) {
        List<Move> moves = new ArrayList<>();
        for (PlannedMove move : planned) {
            moves.add(((PlannedMove.Ready) move).move());
        }
        return act(moves);
    }

    ActResult.Done act(List<Move> moves) {
        ActResult result = result(moves);
        assertThat(result).isInstanceOf(ActResult.Done.class);
        return (ActResult.Done) result;
    }

    String skipped(PlannedMove planned) {
        return switch (planned) {
            case PlannedMove.Impossible(Skipped skipped) -> skipped.reason();
            case PlannedMove.Ready(Move move) -> {
                ActResult.Done result = act(List.of(move));
                assertThat(result.done()).isEmpty();
                yield result.skipped().getFirst().reason();
            }
        };
    }

    ActResult result(List<Move> moves) {
        return result(store, moves, Duration.ZERO);
    }

    static ActResult result(QueueStore store, List<Move> moves, Duration wait) {
        try {
            return store.act(moves, wait);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> heldIds() {
        return QueueFixture.ids(queue.queueJson().path("held"));
    }
}
