package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger saw leave the files: without a ledger nothing is found here. The balance may stay
 * open while somebody holds the lock, since nothing that left can be judged before.
 */
final class RememberedCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        long lost = snapshot.counts().lost().orElse(0);
        if (lost > 0) {
            findings.add(
                    FindingCode.MEMORIES_LOST.finding(
                            Wording.memories(lost)
                                    + " left the queue before "
                                    + Wording.form(lost, "it was", "they were")
                                    + " sent; "
                                    + Wording.form(lost, "its text is", "their texts are")
                                    + " remembered.",
                            "`mem0-queue list lost` shows "
                                    + Wording.form(lost, "it", "them")
                                    + "; `mem0-queue resolve ID --resend` puts "
                                    + Wording.form(lost, "it", "one")
                                    + " back into the queue."));
        }
        long uncertain = snapshot.counts().uncertain().orElse(0);
        if (uncertain > 0) {
            findings.add(
                    FindingCode.MEMORIES_UNCERTAIN.finding(
                            Wording.memories(uncertain)
                                    + " left the queue, and nothing proves whether "
                                    + Wording.form(uncertain, "it was", "they were")
                                    + " stored.",
                            "`mem0-queue list uncertain` shows "
                                    + Wording.form(uncertain, "it", "them")
                                    + "; `mem0-queue verify` asks the API, and `mem0-queue"
                                    + " resolve ID` settles what you know better."));
        }
        long open = snapshot.balance().unaccounted();
        if (open != 0 && seen.lock().free()) {
            findings.add(
                    FindingCode.BALANCE_OPEN.finding(
                            "The numbers of "
                                    + seen.directory().queueFile()
                                    + " do not add up: "
                                    + open
                                    + " of "
                                    + snapshot.balance().seen()
                                    + " are in no known state.",
                            "`mem0-queue report` shows the terms; `mem0-queue snapshots` shows"
                                    + " earlier states."));
        }
        return findings;
    }
}
