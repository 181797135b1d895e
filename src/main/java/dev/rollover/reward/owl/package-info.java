/** Counting in photographs, by OWLv2: a network that finds whatever a text names. */
@NullMarked
package dev.rollover.reward.owl;

import org.jspecify.annotations.NullMarked;
