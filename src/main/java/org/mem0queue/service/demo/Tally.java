package org.mem0queue.service.demo;

import java.time.Duration;

/**
 * What became of the memories, counted by their texts, each of which exists once. {@code tried} is
 * {@code stored} and {@code waiting} and {@code setApart} and {@code lost}.
 *
 * @param tried what agents wanted to save
 * @param refused of these, saves that the agent was told had failed
 * @param stored on the API
 * @param waiting not there, but in the queue or on its way
 * @param setApart neither, but in {@code failed[]}
 * @param lost nowhere
 * @param storedTwice those that the API has more than once
 * @param slowestSave as measured, not in life's time
 * @param longestLockHold of the queue lock, as seen from outside every few milliseconds; as
 *     measured, not in life's time
 */
public record Tally(
        int tried,
        int refused,
        int stored,
        int waiting,
        int setApart,
        int lost,
        int storedTwice,
        Duration slowestSave,
        Duration longestLockHold) {}
