package org.mem0queue.ui.logs;

import java.util.List;

/**
 * What the log screen says beside the lines themselves.
 *
 * @param title the sentence
 * @param file the name of the log that is shown, empty if there is none
 * @param matches where one is among what was found: "212 of 213"; empty if nothing is looked for
 * @param mistake why the expression can't be understood; empty if it can
 * @param pause what the pause button says
 * @param remark what happened to the file; empty for nothing
 * @param earlier what leads to the lines before them, in another file; empty if nothing does
 * @param below how many lines came below those on screen; empty if none
 * @param empty what stands in the place of lines; empty if there are lines
 * @param amount for the status bar
 * @param projects those that can be chosen
 */
record LogsText(
        String title,
        String file,
        String all,
        String errors,
        String warnings,
        String matches,
        String mistake,
        String pause,
        String remark,
        String earlier,
        String below,
        String empty,
        String amount,
        List<String> projects) {

    LogsText {
        projects = List.copyOf(projects);
    }
}
