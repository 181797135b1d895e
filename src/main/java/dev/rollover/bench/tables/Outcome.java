package dev.rollover.bench.tables;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one search.
 *
 * @param key of all that decides it
 * @param method by its name, for whoever reads the file
 * @param prompt what was to be seen
 * @param seed of its noise
 * @param budget in NFE
 * @param nfe that were used
 * @param decodes latents that were decoded
 * @param rewardCalls images that were scored
 * @param rolledOver NFE that steps handed on
 * @param seconds that it ran, side by side with others
 * @param deviceSeconds its rows' share of all batches, side by side with others
 * @param calls made
 * @param finishNfe NFE of the deterministic ways from searched states to images
 * @param nfeByTime the other NFE by the model's time at which the velocity was asked for, 1 being
 *     noise
 * @param rolledOverByStep NFE by the step that handed them on; those that several chains handed on
 *     in one round are split evenly among their steps
 * @param diversity how much the images of one step's candidates differ, see {@link Diversity};
 *     absent if no chain drew two from one state
 * @param curve its records as they rose; the last is what it ended with
 * @param image the best one as PNG; absent if none was finished
 */
@SuppressWarnings("ArrayRecordComponent") // The image is drawn, never compared.
record Outcome(
    String key,
    String method,
    String prompt,
    long seed,
    int budget,
    int nfe,
    int decodes,
    int rewardCalls,
    int rolledOver,
    double seconds,
    double deviceSeconds,
    CallCounts calls,
    int finishNfe,
    Map<Double, Integer> nfeByTime,
    Map<Integer, Double> rolledOverByStep,
    @Nullable Double diversity,
    List<CurvePoint> curve,
    byte @Nullable [] image) {

  Outcome {
    nfeByTime = Map.copyOf(nfeByTime);
    rolledOverByStep = Map.copyOf(rolledOverByStep);
    curve = List.copyOf(curve);
  }
}
