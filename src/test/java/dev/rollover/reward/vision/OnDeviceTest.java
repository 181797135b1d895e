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
      LoadedNetwork network = () -> gone.set(true);
      OnDevice<LoadedNetwork> loaded = new OnDevice<>(network, held.worker()::close);
      Thread closing = Thread.ofPlatform().start(loaded::close);
      await().until(() -> closing.getState() == Thread.State.WAITING);
      assertThat(gone).isFalse();
      held.release();
      await().untilTrue(gone);
    }
  }
}
