package dev.rollover.reward;

import dev.rollover.model.RgbImage;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * How colourful an image is: M³ of Hasler and Süsstrunk, «Measuring colourfulness in natural
 * images» (2003), of channels in [0, 1]: from 0, grey, to about .4 of a very colourful photograph.
 *
 * <p>With the opponents r = R − G and y = (R + G) / 2 − B it is √(σr² + σy²) + 0.3 √(μr² + μy²),
 * the deviations and means being those over all pixels.
 */
@Component
final class ColourRewardKind implements RewardKind {

  private static final BatchKey ANY_IMAGE =
      new BatchKey(ColourRewardKind.class, "reward", "any image");
  private static final double SHARE_OF_MEANS = 0.3;

  private final DeviceCalls host;

  ColourRewardKind(@Qualifier(RewardConfiguration.HOST) DeviceCalls host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "colour";
  }

  @Override
  public String description() {
    return "How colourful the image is, whatever the prompt: from 0, grey, to about 0.4 of a very"
        + " colourful photograph.";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    new Params(params).refuseFaults();
    DeviceAccount free = new DeviceAccount(false); // Only the device's time has a price.
    return images -> host.submit(ANY_IMAGE, images, ColourRewardKind::scores, free);
  }

  private static List<Score> scores(List<RgbImage> images) {
    return images.stream()
        .map(image -> new Score(Opponents.of(image.rgb()).colourfulness() / 255, Map.of()))
        .toList();
  }

  /** Sums over the pixels of an image, and of the squares. */
  private record Opponents(
      int pixels, double red, double yellow, double redSquares, double yellowSquares) {

    static Opponents of(byte[] rgb) {
      double red = 0;
      double yellow = 0;
      double redSquares = 0;
      double yellowSquares = 0;
      for (int at = 0; at < rgb.length; at += 3) {
        int r = rgb[at] & 0xff;
        int g = rgb[at + 1] & 0xff;
        double redness = r - g;
        double yellowness = (r + g) / 2.0 - (rgb[at + 2] & 0xff);
        red += redness;
        yellow += yellowness;
        redSquares += redness * redness;
        yellowSquares += yellowness * yellowness;
      }
      return new Opponents(rgb.length / 3, red, yellow, redSquares, yellowSquares);
    }

    double colourfulness() {
      double deviation = Math.sqrt(variance(red, redSquares) + variance(yellow, yellowSquares));
      return deviation + SHARE_OF_MEANS * Math.hypot(red / pixels, yellow / pixels);
    }

    private double variance(double sum, double squares) {
      return Math.max(0, squares / pixels - Math.pow(sum / pixels, 2));
    }
  }
}
