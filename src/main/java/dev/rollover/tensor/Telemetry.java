package dev.rollover.tensor;

/**
 * DJL's reports of each start to its makers, over the network. Nobody has agreed to them here; and
 * where nothing can be reached, they hold the start up for seconds.
 */
public final class Telemetry {

  /** DJL's own name for it (https://docs.djl.ai/master/docs/telemetry.html). */
  private static final String OPT_OUT = "OPT_OUT_TRACKING";

  private Telemetry() {}

  /** To be called before an engine or a tokenizer of DJL's is opened. */
  public static void decline() {
    System.setProperty(OPT_OUT, "true");
  }
}
