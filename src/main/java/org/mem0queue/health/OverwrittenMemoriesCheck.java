package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.util.List;

/** Whether a foreign program wrote back an old queue and so took out what we had merged. */
final class OverwrittenMemoriesCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        int count = seen.overwritten().size();
        if (count == 0) {
            return List.of();
        }
        return List.of(
                FindingCode.MEMORIES_OVERWRITTEN.finding(
                        Wording.memories(count)
                                + " that "
                                + Wording.form(count, "was", "were")
                                + " accepted "
                                + Wording.form(count, "was", "were")
                                + " taken out of "
                                + seen.directory().queueFile()
                                + " by another program; "
                                + Wording.form(count, "its text is", "their texts are")
                                + " kept in "
                                + seen.directory().kept()
                                + ".",
                        "`mem0-queue restore --kept` puts "
                                + Wording.form(count, "it", "them")
                                + " back."));
    }
}
