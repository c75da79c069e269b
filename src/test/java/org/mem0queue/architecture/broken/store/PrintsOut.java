package org.mem0queue.architecture.broken.store;

final class PrintsOut {
    void print() {
        System.err.println();
    }
}
