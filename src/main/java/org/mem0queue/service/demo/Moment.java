package org.mem0queue.service.demo;

import java.time.Duration;

/**
 * How things stand while it runs. Immutable.
 *
 * @param at since the beginning, in life's time
 * @param afterwards whether the agents are done, and only the rest is sent, to an API that is well
 * @param lockHeldFor for how long somebody has held the queue lock without a break, in life's time;
 *     zero: it is free
 * @param outage whether the API is out of order
 * @param tried saves that were answered so far
 * @param refused those whose agent was told that it cannot be saved
 * @param waiting in the queue, or on their way
 * @param stored adds that the API has carried out, the repeated ones counted each time
 */
public record Moment(
        Duration at,
        boolean afterwards,
        Duration lockHeldFor,
        boolean outage,
        int tried,
        int refused,
        long waiting,
        long stored) {}
