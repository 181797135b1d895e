package dev.rollover.reward.clip;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import org.jspecify.annotations.NullMarked;

/** The reward of the fixture {@code clip}, for tests of what uses rewards. */
@NullMarked
public final class SmallClip implements AutoCloseable {

  private static final ClipProperties PROPERTIES =
      new ClipProperties("clip", "", ClipScore.CLIP_SCORE, "", null, 32);

  private final Device device = Device.cpu();
  private final TwoTowers towers;
  private final RewardObserver observer;

  public SmallClip(DeviceCalls calls, RewardObserver observer) throws IOException {
    this(RewardFixture.named("clip"), calls, observer);
  }

  SmallClip(RewardFixture fixture, DeviceCalls calls, RewardObserver observer) throws IOException {
    this.towers = TwoTowers.load("clip", fixture.folder(), device, calls, 32);
    this.observer = observer;
  }

  public RewardKind kind() {
    return kind(PROPERTIES);
  }

  RewardKind kind(ClipProperties properties) {
    return new ClipRewardKind(properties, new OnDevice<>(towers, () -> {}), observer);
  }

  @Override
  public void close() {
    towers.close();
    device.close();
  }
}
