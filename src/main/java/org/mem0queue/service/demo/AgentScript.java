package org.mem0queue.service.demo;

import java.time.Duration;
import java.util.Random;

/**
 * What one agent does: the same for the same seed. Endless; whoever follows it stops. For one
 * thread.
 */
final class AgentScript {
    private static final String[] WHAT = {
        "The build needs",
        "We agreed on",
        "The customer asked for",
        "The test found",
        "Keep",
        "Never again",
        "The release waits for",
        "The reviewer prefers",
        "Tomorrow starts with"
    };
    private static final String[] WHICH = {
        "a smaller cache",
        "the older parser",
        "shorter names",
        "one more index",
        "the French text",
        "a second look at the log",
        "the plain layout",
        "two retries",
        "the fix of Monday"
    };

    private final int session;
    private final Duration pause;
    private final Random random;
    private int number;

    AgentScript(long seed, int session, Duration pause) {
        this.session = session;
        this.pause = pause;
        this.random = new Random(seed * 31 + session);
    }

    /**
     * One save.
     *
     * @param pause before it, in life's time
     * @param text no other step of any agent has it
     */
    record Step(Duration pause, String project, String text) {
        /** Without the text. */
        @Override
        public String toString() {
            return "Step[" + project + ", " + pause + "]";
        }
    }

    Step next() {
        number++;
        // Between half and one and a half: agents think for a while, but rarely for long.
        Duration before =
                Duration.ofMillis((long) (pause.toMillis() * random.nextDouble(0.5, 1.5)));
        String text =
                "Note %d of session %d: %s %s."
                        .formatted(
                                number,
                                session,
                                WHAT[random.nextInt(WHAT.length)],
                                WHICH[random.nextInt(WHICH.length)]);
        return new Step(before, "demo--session-" + session, text);
    }
}
