package dev.rollover.estimate;

import dev.rollover.estimate.Estimate.Basis;
import dev.rollover.model.ServedModel;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceObserver;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What calls take in this process, learnt from those that run: of a model by operation, image size
 * and rows, and of rewards by rows: each that a service or a network gives by what it is timed as,
 * the others whichever they are.
 */
@Component
class CallTimes implements DeviceObserver {

  static final String ENCODE = "encode";
  static final String VELOCITY = "velocity";
  static final String DECODE = "decode";
  static final String PREVIEW = "preview";
  static final String GRADIENT = "gradient";
  static final String REWARD = "reward";

  private final Map<Object, RowTimes> times = new ConcurrentHashMap<>();
  private volatile boolean warmsUp = true;

  /** A reward that a service or a network gives. */
  private record Served(String reward) {}

  /** Seconds of a call, and what they are known from. */
  record Known(double seconds, Basis basis) {}

  /** What is called from now on is of generations. */
  @EventListener(ApplicationReadyEvent.class)
  void serve() {
    warmsUp = false;
  }

  @Override
  public void ran(String operation, int rows, int calls, Duration time) {}

  @Override
  public void timed(BatchKey key, int rows, Duration time) {
    times
        .computeIfAbsent(learns(key), unseen -> new RowTimes())
        .note(rows, time.toNanos() / 1e9, warmsUp);
  }

  private static Object learns(BatchKey key) {
    if (!key.operation().equals(REWARD)) {
      return key;
    }
    return key.model() instanceof String reward ? new Served(reward) : REWARD;
  }

  /** Whether calls of a model were seen; those that it has are made while the process starts. */
  boolean hasSeen(ServedModel model, String operation) {
    int usual = model.sizes().usual();
    return times.containsKey(model.callKey(operation, usual, usual));
  }

  /** A call of a model for images of a size. */
  Known ofModel(ServedModel model, String operation, int width, int height, int rows) {
    RowTimes ofSize = times.get(model.callKey(operation, width, height));
    if (ofSize != null && ofSize.isMeasured()) {
      return known(ofSize, rows, Basis.MEASURED);
    }
    int usual = model.sizes().usual();
    RowTimes ofUsual = times.get(model.callKey(operation, usual, usual));
    if (ofUsual == null) {
      return new Known(0, Basis.WARM_UP);
    }
    boolean sameSize = width == usual && height == usual;
    Known known = known(ofUsual, rows, sameSize ? Basis.MEASURED : Basis.SCALED);
    double scale = (double) width * height / ((double) usual * usual);
    return new Known(known.seconds() * scale, known.basis());
  }

  /** A call of a reward by what it is timed as; nothing is known before the first. */
  Known ofReward(String timedAs, int rows) {
    RowTimes served = times.get(new Served(timedAs));
    RowTimes rewards = served != null ? served : times.get(REWARD);
    return rewards == null ? new Known(0, Basis.WARM_UP) : known(rewards, rows, Basis.MEASURED);
  }

  private static Known known(RowTimes times, int rows, Basis basis) {
    OptionalDouble seconds = times.seconds(rows);
    return new Known(seconds.orElse(0), times.isMeasured() ? basis : Basis.WARM_UP);
  }
}
