package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.FindingSentences;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The line of the queue lock: whether it is safe to save now; if not, who holds it, for how long
 * and how long still, what that risks and what to do.
 *
 * @param left how long the holder will still need; null if nobody can tell
 */
record LockLine(QueueSnapshot snapshot, @Nullable Duration left, Messages words) {
    /** Nobody knows it more exactly than that. */
    private static final Duration ROUGHLY = Duration.ofSeconds(10);

    HealthRow.Text text() {
        LockStatus lock = snapshot.lock();
        return switch (lock.state()) {
            case FREE -> line(Mark.GOOD, free(), List.of());
            case HELD -> held(lock);
            case UNKNOWN ->
                    line(
                            Mark.NEUTRAL,
                            words.text("health.lock.unknown"),
                            lock.problem() == null
                                    ? List.of()
                                    : List.of(
                                            FindingSentences.in(words.locale())
                                                    .reason(lock.problem())));
        };
    }

    private String free() {
        if (!Tiles.readable(snapshot)) {
            return words.text("health.lock.free");
        }
        if (snapshot.safeToSave()) {
            return words.text("health.lock.safe");
        }
        long waiting = snapshot.counts().toSend();
        return waiting == 0
                ? words.text("health.lock.free")
                : words.count("health.lock.free-waiting", waiting);
    }

    private HealthRow.Text held(LockStatus lock) {
        Duration held = lock.heldFor();
        boolean tooLong = held != null && held.compareTo(Sentence.AGENTS_GIVE_UP) >= 0;
        List<String> help = new ArrayList<>();
        LockStatus.Holder holder = lock.holder();
        if (left != null) {
            help.add(held(held, name(holder)));
        }
        if (holder != null && !holder.arguments().isEmpty()) {
            help.add(words.text("health.lock.process", holder.arguments()));
        }
        help.add(words.text(tooLong ? "health.lock.risk" : "health.lock.no-risk"));
        if (tooLong) {
            help.add(words.text("health.lock.do"));
        }
        return line(
                tooLong ? Mark.CRITICAL : Mark.GOOD,
                left == null
                        ? held(held, name(holder))
                        : words.text("health.lock.busy", words.age(roughly(left))),
                help);
    }

    private String held(@Nullable Duration held, String name) {
        return held == null
                ? words.text("health.lock.held", name)
                : words.text("health.lock.held-for", words.age(held), name);
    }

    private String name(LockStatus.@Nullable Holder holder) {
        return holder == null
                ? words.text("health.lock.unnamed")
                : holder.command() + " " + holder.pid();
    }

    /** To ten seconds, from a minute on to the next full minute: rather too long than too short. */
    static Duration roughly(Duration left) {
        long step = left.compareTo(Duration.ofMinutes(1)) <= 0 ? ROUGHLY.toSeconds() : 60;
        long steps = Math.max(1, Math.ceilDiv(left.toMillis(), step * 1000));
        return Duration.ofSeconds(steps * step);
    }

    private HealthRow.Text line(Mark mark, String value, List<String> help) {
        return new HealthRow.Text(mark, words.text("health.lock"), value, String.join("\n", help));
    }
}
