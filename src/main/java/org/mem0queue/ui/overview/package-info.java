/**
 * The first screen: the sentence, the six numbers, the balance, health, findings, the live log.
 *
 * <p>What it says is made by pure functions of one {@code QueueSnapshot} ({@link
 * org.mem0queue.ui.overview.Sentence} first); the view only shows it. Runs on the JavaFX thread.
 */
@NullMarked
package org.mem0queue.ui.overview;

import org.jspecify.annotations.NullMarked;
