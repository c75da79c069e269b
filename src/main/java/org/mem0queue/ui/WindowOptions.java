package org.mem0queue.ui;

import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How one window is set up.
 *
 * @param directory the queue directory
 * @param words the texts of the person's language
 * @param clock what time it is, for ages
 * @param appearance as the settings say
 * @param demo whether it is a simulation that is shown
 * @param state how the window was left the last time
 * @param effects what the window can ask of what is around it
 */
public record WindowOptions(
        Path directory,
        Messages words,
        Clock clock,
        Appearance appearance,
        boolean demo,
        WindowState state,
        WindowEffects effects) {}
