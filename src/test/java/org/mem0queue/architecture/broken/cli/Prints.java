package org.mem0queue.architecture.broken.cli;

import org.mem0queue.architecture.broken.queue.Word;

/** Allowed: the command line prints, and sees inner layers. */
public final class Prints {
    public void print(Word word) {
        System.out.println(word);
    }
}
