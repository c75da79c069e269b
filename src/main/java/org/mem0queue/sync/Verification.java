package org.mem0queue.sync;

import org.mem0queue.mem0.Cancellation;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.ListResult;
import org.mem0queue.mem0.LookUpBy;
import org.mem0queue.mem0.LookUpResult;
import org.mem0queue.mem0.Outgoing;
import org.mem0queue.mem0.RemoteIndex;
import org.mem0queue.mem0.RemoteMemory;

import java.util.ArrayList;
import java.util.List;

/** Compares what should be on the server with what is. Reads only; blocks for its requests. */
final class Verification {
    /** A project that cannot be listed whole is asked for so many memories one by one. */
    private static final int ONE_BY_ONE = 1000;

    private final Api.Line line;
    private final SyncSettings settings;
    private final Cancellation cancellation;

    Verification(Api.Line line, SyncSettings settings, Cancellation cancellation) {
        this.line = line;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    /** The memories of one project. */
    Verified of(String project, List<Outgoing> memories) {
        boolean verbatim = !line.dialect().rewrites(settings.client().inference());
        return switch (line.client().list(line.dialect(), project, cancellation)) {
            case ListResult.Complete(List<RemoteMemory> all, var _) ->
                    compared(project, memories, new RemoteIndex(all), verbatim);
            case ListResult.Partial(List<RemoteMemory> some) ->
                    inPart(project, memories, new RemoteIndex(some));
            case ListResult.Unanswered(String reason) -> untold(project, memories, reason);
            case ListResult.Failed(String reason) -> untold(project, memories, reason);
        };
    }

    private static Verified untold(String project, List<Outgoing> memories, String reason) {
        return new Verified(project, List.of(), List.of(), ids(memories), reason);
    }

    private Verified compared(
            String project, List<Outgoing> memories, RemoteIndex index, boolean verbatim) {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        for (Outgoing memory : memories) {
            boolean here = index.holds(memory);
            (here ? found : verbatim ? missing : untold).add(memory.id());
        }
        return new Verified(
                project,
                found,
                missing,
                untold,
                untold.isEmpty() ? null : "The server may have stored these in other words.");
    }

    private Verified inPart(String project, List<Outgoing> memories, RemoteIndex index) {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        int asked = 0;
        for (Outgoing memory : memories) {
            if (index.holds(memory)) {
                found.add(memory.id());
            } else if (line.dialect() instanceof Dialect.Unknown
                    || !line.dialect().keepsOurId()
                    || ++asked > ONE_BY_ONE) {
                untold.add(memory.id());
            } else {
                LookUpResult result =
                        line.client()
                                .lookUp(
                                        line.dialect(),
                                        memory,
                                        LookUpBy.OUR_ID,
                                        null,
                                        cancellation);
                switch (result) {
                    case LookUpResult.Present _ -> found.add(memory.id());
                    // Another program may have sent it, without our id.
                    case LookUpResult.Absent _ -> untold.add(memory.id());
                    case LookUpResult.CannotTell _, LookUpResult.Unanswered _ ->
                            untold.add(memory.id());
                }
            }
        }
        return new Verified(
                project,
                found,
                missing,
                untold,
                "The project has more memories than the server lists at once.");
    }

    private static List<String> ids(List<Outgoing> memories) {
        return memories.stream().map(Outgoing::id).toList();
    }
}
