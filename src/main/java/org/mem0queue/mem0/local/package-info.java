/**
 * The embedded Mem0 server: answers the paths of Mem0's own REST server, of the platform's clients
 * and of the old wrapper, on loopback only, out of one database file of the person's.
 *
 * <p>Belongs to the layer of {@code mem0}: may depend on {@code queue}, not on the client beside
 * it. Requests are answered on virtual threads; writing is one at a time.
 */
@NullMarked
package org.mem0queue.mem0.local;

import org.jspecify.annotations.NullMarked;
