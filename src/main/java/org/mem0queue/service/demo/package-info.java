/**
 * A life in small, to show what happens to memories: agents that save, a worker, an API with bad
 * days; once in the manner of the Python programs and once with this one.
 *
 * <p>Part of the service layer, and uses it as any caller does. Everything happens in one scratch
 * folder and on 127.0.0.1; nothing of the person's is read or written. A {@link
 * org.mem0queue.service.demo.Simulation} runs on its caller's thread and has threads of its own
 * until it returns.
 */
@NullMarked
package org.mem0queue.service.demo;

import org.jspecify.annotations.NullMarked;
