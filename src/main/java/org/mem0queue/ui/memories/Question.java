package org.mem0queue.ui.memories;

/**
 * Asked before what cannot be taken back.
 *
 * @param sentence what happens
 * @param verb of the button that does it
 * @param yes does it, to exactly the memories that were meant when it was asked
 */
record Question(String sentence, String verb, Runnable yes) {}
