package dev.rollover.reward.owl;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import org.jspecify.annotations.NullMarked;

/** The reward of the fixture {@code owlv2}, for tests of what uses rewards. */
@NullMarked
public final class SmallOwl implements AutoCloseable {

  private final Device device = Device.cpu();
  private final OwlNetwork network;
  private final RewardObserver observer;

  public SmallOwl(DeviceCalls calls, RewardObserver observer) throws IOException {
    this(RewardFixture.named("owlv2"), calls, observer);
  }

  SmallOwl(RewardFixture fixture, DeviceCalls calls, RewardObserver observer) throws IOException {
    this.network =
        OwlNetwork.load(fixture.folder(), new OwlNetwork.Loading("count", device, calls, 8));
    this.observer = observer;
  }

  /** The reward called {@code count}. */
  public RewardKind kind() {
    return kind("count");
  }

  RewardKind kind(String name) {
    DetectorProperties properties =
        new DetectorProperties(name, "", "a photo of a {class}", 0.2, null, 8);
    return new DetectorRewardKind(properties, new OnDevice<>(network, () -> {}), observer);
  }

  @Override
  public void close() {
    network.close();
    device.close();
  }
}
