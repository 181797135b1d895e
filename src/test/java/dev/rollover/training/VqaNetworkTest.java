package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.vqa.VqaConfig;
import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.model.vqa.VqaWords;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of small sizes that has learned nothing, as it is served. */
class VqaNetworkTest {

  private static final VqaConfig CONFIG =
      new VqaConfig(
          32, 2, 1, 1, 2, 4, 2, 3, List.of("no", "red", "circle", ","), List.of("circle"), 2);
  private static final BundledVqa SIZES = new BundledVqa(List.of(4, 8, 8), 8);
  private static final List<String> QUESTIONS =
      List.of("red circle", "no circle, red circle", "no");

  private final Device device = Device.cpu();
  private final Map<String, FloatTensor> weights = weights();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void answers_as_the_same_sums_in_plain_double_precision() throws IOException {
    PlainVqa plain = new PlainVqa(CONFIG, weights);
    VqaWords words = new VqaWords(CONFIG);
    List<VqaNetwork.Row> rows = rows();
    try (VqaNetwork network = load(weights)) {
      List<Double> answers = network.logOdds(rows);
      for (int row = 0; row < rows.size(); row++) {
        double expected =
            plain.logOdds(planes(rows.get(row).rgb()), words.ids(rows.get(row).question()));
        assertThat(answers.get(row)).isCloseTo(expected / CONFIG.temperature(), within(1e-5));
      }
      assertThat(answers.stream().distinct()).hasSameSizeAs(rows);
    }
  }

  @Test
  void answers_each_row_of_a_batch_as_if_it_were_alone() throws IOException {
    try (VqaNetwork network = load(weights)) {
      List<Double> together = network.logOdds(rows());
      for (int row = 0; row < together.size(); row++) {
        double alone = network.logOdds(List.of(rows().get(row))).getFirst();
        assertThat(alone).isCloseTo(together.get(row), within(1e-6));
      }
      assertThat(network.logOdds(List.of())).isEmpty();
    }
  }

  @Test
  void leaves_nothing_on_the_device() throws IOException {
    int before = device.liveTensors();
    try (VqaNetwork network = load(weights)) {
      int loaded = device.liveTensors();
      network.logOdds(rows());
      assertThat(device.liveTensors()).isEqualTo(loaded);
    }
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void refuses_an_image_of_another_size() throws IOException {
    try (VqaNetwork network = load(weights)) {
      assertThatThrownBy(
              () -> network.logOdds(List.of(new VqaNetwork.Row(new byte[3], "red circle"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an image has 3072 bytes of 32×32 pixels, not 3");
    }
  }

  @Test
  void refuses_words_that_it_does_not_know_and_more_of_them_than_it_reads() {
    VqaWords words = new VqaWords(CONFIG);
    assertThat(words.ids("no circle, red circle")).containsExactly(1, 0, 0, 2, 4, 0, 5, 3, 4);
    assertThatThrownBy(() -> words.ids("red square"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the word \"square\" is not known");
    assertThatThrownBy(() -> words.ids("no no no red"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a phrase has at most 3 words and commas, not 4");
    assertThatThrownBy(() -> words.ids("circle circle circle"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a question has at most 2 phrases, not 3");
  }

  @Test
  void refuses_a_folder_that_says_what_it_cannot_do() throws IOException {
    write(weights);
    Path config = folder.resolve("config.json");
    String good = Files.readString(config);
    Files.writeString(config, good.replace("\"image_size\" : 32", "\"image_size\" : 33"));
    assertThatThrownBy(() -> VqaNetwork.load(folder, device))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'image_size' is a multiple of 16, not 33");
    Files.writeString(config, good.replace("\"red\"", "7"));
    assertThatThrownBy(() -> VqaNetwork.load(folder, device))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'vocabulary' is a list of words");
  }

  private VqaNetwork load(Map<String, FloatTensor> of) throws IOException {
    write(of);
    return VqaNetwork.load(folder, device);
  }

  private void write(Map<String, FloatTensor> of) throws IOException {
    Safetensors.write(folder.resolve("model.safetensors"), of, DataType.F32);
    Files.writeString(folder.resolve("config.json"), Json.write(BundledVqa.json(CONFIG)));
  }

  /** Every weight another number than what it starts with, so that each is looked at. */
  private static Map<String, FloatTensor> weights() {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, FloatTensor> drawn = new LinkedHashMap<>();
    VqaWeights.draw(SIZES, CONFIG, random)
        .forEach(
            (name, weight) -> {
              float[] moved = weight.data().clone();
              for (int i = 0; i < moved.length; i++) {
                moved[i] += random.nextFloat(-0.2f, 0.2f);
              }
              drawn.put(name, new FloatTensor(weight.shape(), moved));
            });
    return drawn;
  }

  private static List<VqaNetwork.Row> rows() {
    SplittableRandom random = new SplittableRandom(6);
    List<VqaNetwork.Row> rows = new ArrayList<>();
    for (String question : QUESTIONS) {
      byte[] rgb = new byte[3 * 32 * 32];
      random.nextBytes(rgb);
      rows.add(new VqaNetwork.Row(rgb, question));
    }
    return rows;
  }

  private static double[][][] planes(byte[] rgb) {
    double[][][] planes = new double[3][32][32];
    for (int at = 0; at < rgb.length; at++) {
      planes[at % 3][at / 96][at / 3 % 32] = (rgb[at] & 0xff) / 127.5 - 1;
    }
    return planes;
  }
}
