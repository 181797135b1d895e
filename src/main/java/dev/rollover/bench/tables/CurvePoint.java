package dev.rollover.bench.tables;

import org.jspecify.annotations.Nullable;

/**
 * What a run had when one of its two records rose.
 *
 * @param nfe used by then
 * @param calls made by then
 * @param scored the best reward of all images so far, those of posterior means on the way included
 * @param finished the best reward of a finished image, if there is one yet
 * @param rss of that image
 */
record CurvePoint(
    int nfe, CallCounts calls, double scored, @Nullable Double finished, @Nullable Double rss) {}
