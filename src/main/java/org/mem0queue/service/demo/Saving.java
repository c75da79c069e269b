package org.mem0queue.service.demo;

/** How agents save. Safe for several threads. */
interface Saving {
    /** What an agent is told. */
    enum Told {
        SAVED,
        REFUSED,
        /** Nothing: everything ended first. */
        NOTHING
    }

    /** Saves one memory, as an agent does. */
    Told save(String project, String text) throws InterruptedException;
}
