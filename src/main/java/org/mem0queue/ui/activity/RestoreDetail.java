package org.mem0queue.ui.activity;

import java.util.List;

/**
 * A restore as it is shown beside the list.
 *
 * @param title which state
 * @param place its file
 * @param sentence what a restore would do, or why it cannot be done, or that it is being looked at
 * @param facts what goes back, what stays, what is uncertain
 * @param notes what else there is to know, a sentence each
 * @param lines the memories
 * @param moreLines that so many more are not listed; may be empty
 * @param uncertainChoice offers to queue also what is uncertain; empty if nothing is
 * @param button with the count; empty if there is nothing to do
 * @param refused why the button cannot be pressed; empty if it can
 * @param stale whether the queue file has changed since
 */
record RestoreDetail(
        String title,
        String place,
        String sentence,
        List<ActDetail.Fact> facts,
        List<String> notes,
        List<RestorePreview.Line> lines,
        String moreLines,
        String uncertainChoice,
        String button,
        String refused,
        boolean stale) {}
