package org.mem0queue.ui.start;

import java.nio.file.Path;

/** What a person can choose at the first start. On the JavaFX thread. */
public interface StartChoices {
    /** Settings and history are kept, in the person's own folders; the queue is only read. */
    void watchOnly();

    /** From now on this program may change the queue. */
    void manage();

    /** To look for a queue in another folder. Nothing is chosen by that. */
    void openFolder(Path folder);

    /** Makes the folder if it is not there, and an empty queue in it, and manages it. */
    void createHere();

    /** The simulation, in a scratch folder. Nothing is chosen by that. */
    void demo();

    /** The window is left: what was chosen and still waits for something is given up. */
    void leave();
}
