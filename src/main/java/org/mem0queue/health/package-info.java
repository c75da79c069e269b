/**
 * What a person should know: one class per check, each giving findings with a severity, a sentence
 * and the next step. The sentences lie in {@code findings.properties}, in English and French; a
 * check names one and what stands in it.
 *
 * <p>May depend on {@code store}, {@code log}, {@code settings}, {@code platform} and {@code
 * queue}; does not see {@code sync} or {@code recovery}. Runs on the caller's thread.
 */
@NullMarked
package org.mem0queue.health;

import org.jspecify.annotations.NullMarked;
