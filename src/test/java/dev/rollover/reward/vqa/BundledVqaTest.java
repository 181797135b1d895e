package dev.rollover.reward.vqa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.Score;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneQuestion;
import dev.rollover.shapes.SceneQuestions;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the network that comes with the service has learned. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledVqaTest {

  private static final String PROMPT = "two red circles and three blue squares";
  private static final RgbImage RIGHT = image(PROMPT);
  private static final RgbImage WRONG = image("two red circles and two blue squares");

  private final Device device = Device.cpu();
  private VqaNetwork network;
  private VqaRewardKind kind;

  @BeforeAll
  void load() {
    network = VqaNetwork.bundled(device);
    kind = new VqaRewardKind(network, DeviceCalls.direct(), RewardObserver.NONE);
  }

  @AfterAll
  void close() {
    network.close();
    device.close();
  }

  private static RgbImage image(String caption) {
    return rendered(new SceneSampler(new Random(5)).draw(CaptionReader.read(caption)));
  }

  private static RgbImage rendered(Scene scene) {
    return new RgbImage(Scene.SIZE, Scene.SIZE, SceneRenderer.render(scene));
  }

  private Reward reward(String prompt, Map<String, Object> params) {
    return kind.create(prompt, params, new DeviceAccount(false));
  }

  @Test
  void answers_questions_about_rendered_scenes() {
    Random random = new Random(2026);
    TrainingCaptions captions = TrainingCaptions.heldOut(random);
    SceneSampler sampler = new SceneSampler(random);
    SceneQuestions questions = SceneQuestions.ofMeasurement(random);
    int asked = 0;
    int right = 0;
    for (int index = 0; index < 100; index++) {
      Caption caption = captions.next();
      Scene scene = sampler.draw(caption);
      for (SceneQuestion question : questions.draw(scene, caption, 5)) {
        Score score =
            reward(question.caption().text(), Map.of()).score(List.of(rendered(scene))).getFirst();
        asked++;
        right += score.value() > 0.5 == question.yes() ? 1 : 0;
      }
    }
    assertThat((double) right / asked).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void is_higher_of_the_image_that_does_what_the_prompt_says() {
    List<Score> scores = reward(PROMPT, Map.of()).score(List.of(WRONG, RIGHT));
    assertThat(scores.get(1).value()).isGreaterThan(0.5);
    assertThat(scores.get(0).value()).isLessThan(0.5);
  }

  @Test
  void as_a_function_it_is_what_it_is_as_a_reward_on_every_scale() {
    for (String scale : List.of("p", "log_odds", "vqascore")) {
      for (String answer : List.of("yes", "no")) {
        Reward reward = reward(PROMPT, Map.of("scale", scale, "answer", answer));
        double score = reward.score(List.of(WRONG)).getFirst().value();
        try (Scope scope = device.scope()) {
          Tensor images = scope.floats(planes(WRONG), 1, 3, Scene.SIZE, Scene.SIZE);
          Tensor numbers = reward.differentiable().orElseThrow().record(scope, images);
          assertThat((double) numbers.toFloats()[0]).isCloseTo(score, within(1e-4));
        }
      }
    }
  }

  @Test
  void goes_on_answering_between_gradients_of_any_number_of_images() {
    Reward reward = reward(PROMPT, Map.of());
    List<Score> before = reward.score(List.of(WRONG, RIGHT));
    for (int round = 0; round < 12; round++) {
      gradient(reward, planes(WRONG, 1 + round % 3));
      List<Score> after = reward.score(List.of(WRONG, RIGHT));
      for (int image = 0; image < 2; image++) {
        assertThat(after.get(image).value()).isCloseTo(before.get(image).value(), within(1e-5));
      }
      reward.score(Collections.nCopies(1 + round % 4, RIGHT));
    }
  }

  private static float[] planes(RgbImage image, int times) {
    float[] one = planes(image);
    float[] all = new float[times * one.length];
    for (int at = 0; at < all.length; at += one.length) {
      System.arraycopy(one, 0, all, at, one.length);
    }
    return all;
  }

  @Test
  void rises_along_its_gradient() {
    Reward reward = reward(PROMPT, Map.of("scale", "log_odds"));
    float[] before = planes(WRONG);
    float[] gradient = gradient(reward, before);
    double square = 0;
    for (float value : gradient) {
      square += (double) value * value;
    }
    double distance = 0.01;
    float[] after = before.clone();
    for (int i = 0; i < after.length; i++) {
      after[i] += (float) (distance * gradient[i] / Math.sqrt(square));
    }
    double slope = (value(reward, after) - value(reward, before)) / distance;
    assertThat(slope).isCloseTo(Math.sqrt(square), within(0.1 * Math.sqrt(square)));
  }

  private float[] gradient(Reward reward, float[] planes) {
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      int images = planes.length / (3 * Scene.SIZE * Scene.SIZE);
      Tensor leaf = scope.floats(planes, images, 3, Scene.SIZE, Scene.SIZE).requireGradient();
      gradients.backward(reward.differentiable().orElseThrow().record(scope, leaf));
      return leaf.gradient().toFloats();
    }
  }

  private double value(Reward reward, float[] planes) {
    try (Scope scope = device.scope()) {
      Tensor images = scope.floats(planes, 1, 3, Scene.SIZE, Scene.SIZE);
      return reward.differentiable().orElseThrow().record(scope, images).toFloats()[0];
    }
  }

  /** As autoencoders answer images. */
  private static float[] planes(RgbImage image) {
    int pixels = Scene.SIZE * Scene.SIZE;
    float[] planes = new float[3 * pixels];
    for (int at = 0; at < planes.length; at++) {
      planes[at % 3 * pixels + at / 3] = (image.rgb()[at] & 0xff) / 127.5F - 1;
    }
    return planes;
  }
}
