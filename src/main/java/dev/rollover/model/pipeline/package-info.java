/**
 * What families of flow models in diffusers' folder layout share: a folder is looked through, its
 * networks are loaded on devices, and prompts and latents go through them. A family is a {@link
 * dev.rollover.model.pipeline.Pipeline}: its configurations, weights, tokens and shifts.
 */
@NullMarked
@NamedInterface("pipeline")
package dev.rollover.model.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
