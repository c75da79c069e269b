package org.mem0queue.ui.activity;

import org.mem0queue.queue.Act;

/** What the list of acts is made of. */
sealed interface ActItem {
    /** The day of the acts below. */
    record Day(String name) implements ActItem {}

    /**
     * One act.
     *
     * @param time of the day
     * @param whole date and time, for the tooltip
     * @param sentence what was done, and to how many
     * @param scope to which, where a rule was named; may be empty
     * @param outcome what came of it where that is not everything; may be empty
     * @param who did it
     */
    record Line(
            Act act,
            String time,
            String whole,
            String sentence,
            String scope,
            String outcome,
            String who)
            implements ActItem {
        /** Whether it holds a text, in any case. */
        boolean has(String lowerCase) {
            return (sentence + ' ' + scope + ' ' + outcome + ' ' + who)
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains(lowerCase)
                    || act.targets().stream().anyMatch(target -> target.id().startsWith(lowerCase));
        }
    }
}
