/**
 * Sends memories to the API, each once: claims them under the queue lock, uploads them without it,
 * commits what became of them. Depends on {@code store}, {@code mem0} and {@code queue}. A pass
 * runs on its caller's thread and uploads on virtual threads of its own.
 */
@NullMarked
package org.mem0queue.sync;

import org.jspecify.annotations.NullMarked;
