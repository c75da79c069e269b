/**
 * The audit trail with its undo, and the backups with their restore.
 *
 * <p>Depends on {@code queue}, {@code store}, {@code ledger} and {@code service} for what they
 * answer, and on {@code ui.control}, {@code ui.fx}, {@code ui.nav} and {@code ui.text}. Runs on the
 * JavaFX thread; what a screen asks of the service goes through its desk, in the background.
 */
@NullMarked
package org.mem0queue.ui.activity;

import org.jspecify.annotations.NullMarked;
