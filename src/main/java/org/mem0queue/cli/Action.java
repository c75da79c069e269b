package org.mem0queue.cli;

/** What a command does. */
interface Action {
    /**
     * @return the exit code
     * @throws Failure to end with a sentence on standard error
     */
    int run(Session session) throws Failure, InterruptedException;
}
