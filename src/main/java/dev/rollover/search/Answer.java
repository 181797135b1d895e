package dev.rollover.search;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Score;

/**
 * One of the best images so far.
 *
 * @param image the decoded latent
 * @param score what the reward says of it
 * @param finished whether it is the search's product; else a posterior mean on the way
 * @param chain it belongs to
 * @param step of the grid that its state stood at, 0 being noise
 */
public record Answer(RgbImage image, Score score, boolean finished, int chain, int step) {}
