package org.mem0queue.ui.activity;

import org.mem0queue.queue.QueueCopy;

/**
 * One earlier state in the list.
 *
 * @param time when that was the state
 * @param whole date and time, for the tooltip
 * @param name what it is, and why it is kept
 * @param pinned whether it stays until a person closes the incident
 * @param pending how many wait in it
 * @param failed how many failed in it
 * @param onlyHere how many it has and the queue file has not now
 * @param onlyNow how many the queue file has now and it has not
 * @param size of the file
 */
record CopyRow(
        QueueCopy copy,
        String time,
        String whole,
        String name,
        boolean pinned,
        String pending,
        String failed,
        String onlyHere,
        String onlyNow,
        String size) {}
