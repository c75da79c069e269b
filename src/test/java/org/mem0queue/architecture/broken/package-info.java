/** A program in miniature that breaks each rule once. Nothing runs it. */
package org.mem0queue.architecture.broken;
