package org.mem0queue.ui;

import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * How one window is set up.
 *
 * @param directory the queue directory
 * @param words the texts of the person's language
 * @param clock what time it is, for ages
 * @param appearance as the settings say
 * @param appearanceChosen told on the JavaFX thread when a person chooses another; must return at
 *     once
 */
public record WindowOptions(
        Path directory,
        Messages words,
        Clock clock,
        Appearance appearance,
        Consumer<Appearance> appearanceChosen) {}
