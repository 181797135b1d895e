package dev.rollover.reward;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The mean luma of all pixels, 0.2126 R + 0.7152 G + 0.0722 B: from 0, black, to 1, white. */
@Component
final class BrightnessRewardKind implements RewardKind {

  private static final BatchKey ANY_IMAGE =
      new BatchKey(BrightnessRewardKind.class, "reward", "any image");

  private final DeviceCalls host;

  BrightnessRewardKind(@Qualifier(RewardConfiguration.HOST) DeviceCalls host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "brightness";
  }

  @Override
  public String description() {
    return "How bright the image is, whatever the prompt: from 0, black, to 1, white.";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    new Params(params).refuseFaults();
    DeviceAccount free = new DeviceAccount(false); // Only the device's time has a price.
    return new Reward() {
      @Override
      public List<Score> score(List<RgbImage> images) {
        return host.submit(ANY_IMAGE, images, BrightnessRewardKind::scores, free);
      }

      @Override
      public Optional<ImageFunction> differentiable() {
        return Optional.of(BrightnessRewardKind::brightness);
      }
    };
  }

  @Override
  public boolean differentiable() {
    return true;
  }

  /** The same of images in [−1, 1]. */
  private static Tensor brightness(Scope scope, Tensor images) {
    // The mean of three channels' products is a third of their sum; half of it is of [0, 1].
    Tensor luma = scope.floats(new float[] {0.2126F * 1.5F, 0.7152F * 1.5F, 0.0722F * 1.5F}, 3, 1, 1);
    return images.clipped(-1, 1).times(luma).meanOfRows().plus(scope.scalar(0.5F));
  }

  private static List<Score> scores(List<RgbImage> images) {
    return images.stream().map(image -> new Score(brightness(image.rgb()), Map.of())).toList();
  }

  private static double brightness(byte[] rgb) {
    double sum = 0;
    for (int at = 0; at < rgb.length; at += 3) {
      sum += 0.2126 * (rgb[at] & 0xff) + 0.7152 * (rgb[at + 1] & 0xff);
      sum += 0.0722 * (rgb[at + 2] & 0xff);
    }
    return sum / rgb.length * 3 / 255;
  }
}
