package dev.rollover.reward.owl;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * −RSS, the residual sum of squares Σ (wanted − found)² over the kinds that are wanted; what is not
 * asked for does not count. 0 is the best.
 *
 * <p>Its terms are {@code rss}; {@code exact}, 1 where that is 0, else 0; {@code found.KIND}, how
 * many there are of each; and of each box {@code KIND[N].left}, {@code top}, {@code right}, {@code
 * bottom}, in pixels, and {@code score}, the highest score first. An image of which the network
 * makes no finite numbers is unknown.
 */
final class DetectedCount {

  private final OwlNetwork network;
  private final Wish wish;
  private final DeviceAccount account;

  /** Of the kinds; found when the first image comes, and the same ever after. */
  private volatile @Nullable List<float[]> directions;

  /**
   * What a job wants counted, and how.
   *
   * @param kinds what is counted
   * @param wanted how many, a number for each kind
   * @param queries what the network is asked, one for each kind
   * @param threshold the score above which something is found
   * @param objectness boxes are left out that show any object with a lower probability
   * @param boxes most that are told, those of the highest scores
   */
  record Wish(
      List<String> kinds,
      List<Integer> wanted,
      List<String> queries,
      double threshold,
      double objectness,
      CleanUp cleanUp,
      int boxes) {}

  DetectedCount(OwlNetwork network, Wish wish, DeviceAccount account) {
    this.network = network;
    this.wish = wish;
    this.account = account;
  }

  List<Score> scores(List<RgbImage> images) {
    List<Patches> seen = network.patches(images, directions(), account);
    List<Score> scores = new ArrayList<>(images.size());
    for (int image = 0; image < images.size(); image++) {
      scores.add(score(images.get(image), seen.get(image)));
    }
    return scores;
  }

  private List<float[]> directions() {
    List<float[]> known = directions;
    if (known == null) {
      known = network.directions(wish.queries(), account);
      directions = known;
    }
    return known;
  }

  private Score score(RgbImage image, Patches patches) {
    return patches.areFinite()
        ? score(wish.cleanUp().kept(patches.boxes(image, wish.threshold(), wish.objectness())))
        : Score.UNKNOWN;
  }

  private Score score(List<Box> found) {
    Map<String, Double> terms = new HashMap<>();
    double rss = 0;
    for (int kind = 0; kind < wish.kinds().size(); kind++) {
      int index = kind;
      long count = found.stream().filter(box -> box.kind() == index).count();
      rss += Math.pow((double) wish.wanted().get(kind) - count, 2);
      terms.put("found." + wish.kinds().get(kind), (double) count);
    }
    terms.put("rss", rss);
    terms.put("exact", rss == 0 ? 1.0 : 0.0);
    tell(found, terms);
    // Not −rss: a perfect image's reward is 0, not −0.
    return new Score(0 - rss, terms);
  }

  private void tell(List<Box> found, Map<String, Double> terms) {
    int[] told = new int[wish.kinds().size()];
    for (Box box : found.subList(0, Math.min(wish.boxes(), found.size()))) {
      String name = "%s[%d].".formatted(wish.kinds().get(box.kind()), told[box.kind()]++);
      terms.put(name + "left", rounded(box.left(), 100));
      terms.put(name + "top", rounded(box.top(), 100));
      terms.put(name + "right", rounded(box.right(), 100));
      terms.put(name + "bottom", rounded(box.bottom(), 100));
      terms.put(name + "score", rounded(box.score(), 10_000));
    }
  }

  /** To as many parts of one as anybody can use. */
  private static double rounded(double value, double parts) {
    return Math.rint(value * parts) / parts;
  }
}
