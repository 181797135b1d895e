package dev.rollover.reward.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.HeldWorker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class OnDeviceTest {

  @Test
  void lets_the_network_go_only_when_the_device_does_nothing_any_more() {
    AtomicBoolean gone = new AtomicBoolean();
    try (HeldWorker held = new HeldWorker(8, DeviceObserver.NONE)) {
      held.hold();
      OnDevice<AutoCloseable> network = new OnDevice<>(() -> gone.set(true), held.worker());
      Thread closing = Thread.ofPlatform().start(() -> close(network));
      await().until(() -> closing.getState() == Thread.State.WAITING);
      assertThat(gone).isFalse();
      held.release();
      await().untilTrue(gone);
    }
  }

  private static void close(AutoCloseable network) {
    try {
      network.close();
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
