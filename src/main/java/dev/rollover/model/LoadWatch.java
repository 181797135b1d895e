package dev.rollover.model;

/** Hears how far the loading of weights is, from several threads. */
interface LoadWatch {

  /** Nobody listens. */
  LoadWatch NONE =
      new LoadWatch() {
        @Override
        public void begins(long bytes) {}

        @Override
        public void loaded(long bytes) {}
      };

  /** A network is going to be loaded whose weights take so much where they are kept. */
  void begins(long bytes);

  /** So much of it is there, beyond what was told before. */
  void loaded(long bytes);
}
