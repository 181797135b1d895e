package dev.rollover.bench;

/**
 * What one search answered.
 *
 * @param rss residual sum of squares of the counts; 0 where the image is exact
 */
record Result(double rss, int nfe, int rewardCalls) {}
