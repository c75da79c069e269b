/**
 * Words and numbers as a person reads them: the messages of one language, ages, sizes, times.
 *
 * <p>Depends on nothing of ours and on no toolkit. Immutable, usable from any thread.
 */
@NullMarked
package org.mem0queue.ui.text;

import org.jspecify.annotations.NullMarked;
