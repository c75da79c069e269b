package org.mem0queue.ui.nav;

import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;

/**
 * What every page is given.
 *
 * @param directory the queue directory
 * @param words the texts of the person's language; a page lives no longer than its language
 * @param clock what time it is
 * @param background for all that takes time
 * @param navigator for links to other pages
 * @param notices for what came of an act
 */
public record PageContext(
        Path directory,
        Messages words,
        Clock clock,
        Background background,
        Navigator navigator,
        Notices notices) {}
