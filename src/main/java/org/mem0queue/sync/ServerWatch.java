package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult;
import org.mem0queue.store.Settlement;

import java.util.HashSet;
import java.util.Set;

/**
 * Notices during a pass that another server answers than the one whose dialect is spoken, and has
 * it go on with that one: what the old one's language brought about is not held against the new
 * one, and what went astray gets its turn again, once. Confined to the pass's thread.
 */
final class ServerWatch {
    private final Api api;
    private final Circuit circuit;
    private final Turns turns;
    private final SyncStop stop;

    /** Claimed, and not stored because the server was spoken to in a wrong language. */
    private final Set<String> astray = new HashSet<>();

    private final Set<String> givenBack = new HashSet<>();
    private Api.@Nullable Line doubted;
    private boolean asked;
    private boolean replaced;

    ServerWatch(Syncer.Parts parts, Turns turns, SyncStop stop) {
        this.api = parts.api();
        this.circuit = parts.circuit();
        this.turns = turns;
        this.stop = stop;
    }

    /** Looks at how a flight ended; whether that may be held against the API. */
    boolean tellsOfTheApi(Landing landing) {
        Flight flight = landing.flight();
        Api.Line line = flight.line();
        if (line == null) {
            return true;
        }
        Api.Standing standing = api.standing(line);
        UploadResult answer = landing.answer();
        boolean form = landing.unanswered() != null || (answer != null && answer.probeAgain());
        if (standing == Api.Standing.CURRENT && (form || line.client().anotherAnswers())) {
            doubted = line;
            api.doubt(line);
        }
        if (flight.task() == Flight.Task.UPLOAD
                && landing.settlement() instanceof Settlement.Released) {
            String id = flight.memory().id();
            if (form || answer != null) {
                astray.add(id);
            } else {
                giveBack(id); // it was not sent at all: to another server, or with other settings
            }
        }
        if (standing == Api.Standing.REPLACED) {
            goOn();
        }
        return standing != Api.Standing.REPLACED;
    }

    /** Asks a doubted server who it is: once a pass, since two may answer in turns. */
    void askAgain(SyncSettings settings) {
        Api.Line line = doubted;
        if (line == null || asked) {
            return;
        }
        asked = true;
        if (api.line(settings, stop.questions()) instanceof Api.Found.Ready
                && api.standing(line) == Api.Standing.REPLACED) {
            goOn();
        }
    }

    private void goOn() {
        if (!replaced) {
            replaced = true;
            circuit.facingAnother();
        }
        astray.forEach(this::giveBack);
        astray.clear();
    }

    private void giveBack(String id) {
        if (givenBack.add(id)) {
            turns.giveBack(id);
        }
    }
}
