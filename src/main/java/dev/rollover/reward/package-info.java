/** Rewards: what an image is worth, given its prompt. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "model :: vqa", "shapes", "tensor", "time"})
package dev.rollover.reward;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
