package org.mem0queue.architecture.broken.app;

import org.mem0queue.architecture.broken.cli.Prints;
import org.mem0queue.architecture.broken.queue.Word;

/** Allowed: app sees all others. */
public final class App {
    public Prints cli = new Prints();
    public Word word = new Word("");
}
