/**
 * Words and numbers as a person reads them: the messages of one language, ages, sizes, times.
 *
 * <p>Knows no screen and no toolkit; of ours only what the parts below say. Immutable, usable from
 * any thread.
 */
@NullMarked
package org.mem0queue.ui.text;

import org.jspecify.annotations.NullMarked;
