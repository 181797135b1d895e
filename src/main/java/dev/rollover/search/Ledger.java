package dev.rollover.search;

/**
 * What was spent so far.
 *
 * @param nfe velocity evaluations of one latent each
 * @param rewardCalls images that were scored
 * @param decodes latents that were decoded
 * @param rolledOver NFE that steps left unused and handed on; an NFE handed on twice counts twice
 * @param seconds of running
 * @param deviceSeconds in which the device worked for this search
 */
public record Ledger(
    int nfe, int rewardCalls, int decodes, int rolledOver, double seconds, double deviceSeconds) {

  /** Nothing spent. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0);

  Ledger plusNfe(int evaluations) {
    return new Ledger(nfe + evaluations, rewardCalls, decodes, rolledOver, seconds, deviceSeconds);
  }

  Ledger plusJudgements(int images) {
    return new Ledger(
        nfe, rewardCalls + images, decodes + images, rolledOver, seconds, deviceSeconds);
  }

  Ledger plusRolledOver(int evaluations) {
    return new Ledger(nfe, rewardCalls, decodes, rolledOver + evaluations, seconds, deviceSeconds);
  }

  Ledger plusTime(double moreSeconds, double moreDeviceSeconds) {
    return new Ledger(
        nfe,
        rewardCalls,
        decodes,
        rolledOver,
        seconds + moreSeconds,
        deviceSeconds + moreDeviceSeconds);
  }
}
