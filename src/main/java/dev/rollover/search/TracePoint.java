package dev.rollover.search;

/**
 * One scored candidate, in the order of scoring: the search's progress.
 *
 * @param nfe spent when it was scored
 * @param seconds of running before its round
 * @param chain it belongs to
 * @param step of the grid it stands at, 0 being noise
 * @param reward of its image
 * @param best highest reward so far
 * @param accepted whether the chain moved on to it
 * @param finished whether its image is the search's product, not a posterior mean on the way
 * @param rolledOver NFE handed on so far
 */
public record TracePoint(
    int nfe,
    double seconds,
    int chain,
    int step,
    double reward,
    double best,
    boolean accepted,
    boolean finished,
    int rolledOver) {

  /** The same where its image is worth something else, and so is the best before it. */
  TracePoint worth(double value, double record) {
    return new TracePoint(nfe, seconds, chain, step, value, record, accepted, finished, rolledOver);
  }
}
