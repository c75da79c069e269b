/**
 * What stands between the toolkit and the rest: getting values onto the JavaFX thread, the look
 * (light, dark, as the system), the fonts that the program carries.
 *
 * <p>Depends on nothing of ours. Runs on the JavaFX thread unless a method says otherwise.
 */
@NullMarked
package org.mem0queue.ui.fx;

import org.jspecify.annotations.NullMarked;
