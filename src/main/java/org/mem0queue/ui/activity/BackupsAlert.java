package org.mem0queue.ui.activity;

/**
 * What is wrong with the queue file and can be put right from here.
 *
 * @param sentence what happened
 * @param cause what it means, and what is kept
 * @param button shows what a restore would bring back; empty if there is nothing to restore from
 * @param source what the button chooses
 */
record BackupsAlert(String sentence, String cause, String button, RestoreSource source) {}
