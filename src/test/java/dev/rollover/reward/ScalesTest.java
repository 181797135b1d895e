package dev.rollover.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalesTest {

  private static final Set<String> A = Set.of("a");

  @Test
  void a_value_counts_by_its_deviations_above_the_mean() {
    Scale scale = Scales.NONE.learning(A, scores(2, 4, 4, 4, 5, 5, 7, 9)).of("a");

    assertThat(scale).isEqualTo(new Scale(5, 2));
    assertThat(scale.of(9)).isEqualTo(2);
  }

  @Test
  void one_call_after_the_other_teaches_what_both_at_once_do() {
    Scales apart = Scales.NONE.learning(A, scores(1, 8)).learning(A, scores(3, 5));

    assertThat(apart).isEqualTo(Scales.NONE.learning(A, scores(1, 8, 3, 5)));
  }

  @Test
  void a_first_image_is_worth_nothing_and_what_is_alike_too() {
    assertThat(Scales.NONE.learning(A, scores(7)).of("a").of(7)).isZero();
    assertThat(Scales.NONE.learning(A, scores(0.1, 0.1, 0.1)).of("a").of(0.1)).isZero();
  }

  @Test
  void nothing_is_learnt_of_what_nobody_can_tell() {
    Scales scales = Scales.NONE.learning(A, scores(1, 3));

    assertThat(scales.learning(A, List.of(Score.UNKNOWN))).isEqualTo(scales);
  }

  @Test
  void the_scale_of_enough_images_is_kept_and_no_image_remembered() {
    List<Score> first = random(Scales.ENOUGH, 3);
    Scales almost = Scales.NONE.learning(A, first.subList(0, Scales.ENOUGH - 1));
    Scales kept = almost.learning(A, first.subList(Scales.ENOUGH - 1, Scales.ENOUGH));

    assertThat(almost.kept()).isEmpty();
    assertThat(almost.seen()).hasSize(Scales.ENOUGH - 1);
    assertThat(kept.kept()).containsExactly("a");
    assertThat(kept.seen()).isEmpty();
    assertThat(kept.learning(A, scores(1e6))).isSameAs(kept);
  }

  @Test
  void a_large_first_call_is_learnt_from_whole() {
    List<Score> all = random(3 * Scales.ENOUGH, 4);

    Scale scale = Scales.NONE.learning(A, all).of("a");

    double[] put = all.stream().mapToDouble(score -> scale.of(score.value())).toArray();
    assertThat(DoubleStream.of(put).sum()).isCloseTo(0, within(1e-9));
    assertThat(DoubleStream.of(put).map(z -> z * z).sum() / put.length).isCloseTo(1, within(1e-9));
  }

  @Test
  void a_term_that_has_told_nothing_yet_is_learnt_on_while_the_other_is_kept() {
    Set<String> both = Set.of("a", "b");
    List<Score> alike =
        random(40, 5).stream()
            .map(score -> new Score(0, Map.of("a", score.value(), "b", -6.0)))
            .toList();
    Scales first = Scales.NONE.learning(both, alike);
    Scales then = first.learning(both, List.of(new Score(0, Map.of("a", 1e6, "b", -1.0))));

    assertThat(first.kept()).containsExactly("a");
    assertThat(first.of("b").of(-6)).isZero();
    assertThat(then.kept()).containsExactly("a", "b");
    assertThat(then.of("a")).isEqualTo(first.of("a"));
    assertThat(then.of("b").of(-1)).isCloseTo(Math.sqrt(40), within(1e-9));
    assertThat(then.seen()).isEmpty();
  }

  @Test
  void a_term_that_never_tells_anything_counts_as_it_is_in_the_end() {
    double[] same = Collections.nCopies(Scales.MOST, -6.0).stream().mapToDouble(x -> x).toArray();

    Scales scales = Scales.NONE.learning(A, scores(same));

    assertThat(scales.kept()).containsExactly("a");
    assertThat(scales.of("a")).isEqualTo(new Scale(-6, 1));
  }

  @Test
  void unlike_terms_contribute_alike() {
    Random random = new Random(6);
    List<Score> images =
        IntStream.range(0, 100)
            .mapToObj(i -> terms(-2400 + 300 * random.nextGaussian(), random.nextDouble()))
            .toList();
    WeightedSum sum =
        new WeightedSum(
            List.of(
                new WeightedSum.Part("bytes", 1, given -> images, true),
                new WeightedSum.Part("share", -1, given -> images, true)));
    Scales scales = Scales.NONE.learning(sum.normalised(), images);

    assertThat(sum.normalised()).containsExactlyInAnyOrder("bytes", "share");
    assertThat(spread(images, scales, "bytes")).isCloseTo(1, within(1e-9));
    assertThat(spread(images, scales, "share")).isCloseTo(1, within(1e-9));
    Score image = images.getFirst();
    Score on = sum.on(scales, image);
    assertThat(on.terms()).isEqualTo(image.terms());
    assertThat(on.value())
        .isCloseTo(
            scales.of("bytes").of(value(image, "bytes"))
                - scales.of("share").of(value(image, "share")),
            within(1e-12));
    assertThat(sum.on(scales, on)).isEqualTo(on);
    assertThat(sum.on(scales, Score.UNKNOWN)).isSameAs(Score.UNKNOWN);
  }

  private static double spread(List<Score> images, Scales scales, String term) {
    return images.stream()
            .mapToDouble(image -> Math.pow(scales.of(term).of(value(image, term)), 2))
            .sum()
        / images.size();
  }

  private static double value(Score image, String term) {
    return Objects.requireNonNull(image.terms().get(term));
  }

  private static Score terms(double bytes, double share) {
    return new Score(0, Map.of("bytes", bytes, "share", share));
  }

  private static List<Score> random(int count, long seed) {
    return scores(new Random(seed).doubles(count).toArray());
  }

  private static List<Score> scores(double... values) {
    return DoubleStream.of(values).mapToObj(value -> new Score(value, Map.of("a", value))).toList();
  }
}
