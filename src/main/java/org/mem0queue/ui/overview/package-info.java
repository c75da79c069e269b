/**
 * The first screen: the sentence, the six numbers, the balance, the chart, health, findings, what
 * happened last, projects.
 *
 * <p>What it says is made by pure functions of one {@code QueueSnapshot} ({@link
 * org.mem0queue.ui.overview.Sentence} first) and of what the {@link
 * org.mem0queue.ui.overview.OverviewDesk} tells of earlier times; the view only shows it. Depends
 * on {@code queue}, on the names of findings in {@code health}, and on the shared parts of the
 * window. Runs on the JavaFX thread; the history is asked and projects are counted in the
 * background.
 */
@NullMarked
package org.mem0queue.ui.overview;

import org.jspecify.annotations.NullMarked;
