package dev.rollover.tensor;

/** A process of its own that loads libtorch, as a device of the host's does, and says how. */
final class HostThreadsProbe {

  private HostThreadsProbe() {}

  /**
   * Makes a device.
   *
   * @param args nothing, for {@link Device#cpu}; or threads and spin count
   */
  public static void main(String[] args) {
    try (Device device = args.length == 0 ? Device.cpu() : Device.best(told(args))) {
      System.out.println("threads = " + device.hostThreads());
    }
  }

  private static HostThreads told(String[] args) {
    return new HostThreads(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
  }
}
