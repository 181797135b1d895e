package dev.rollover.reward.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class SquareProcessorTest {

  /** A step of float32 at the size that normalised values have. */
  private static final float ONE_ROUNDING = 5e-7f;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"owlv2, 24", "owlv2-older, 27"})
  void makes_the_pixels_of_transformers_of_images_larger_smaller_and_of_its_size(
      String name, int side) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    SquareProcessor processor = SquareProcessor.read(fixture.folder(), side);
    float[] theirs = fixture.value("pixel_values").data();
    List<RgbImage> images = fixture.images();
    assertThat(images).hasSize(4);
    for (int image = 0; image < images.size(); image++) {
      float[] ours = processor.process(images.get(image));
      assertThat(ours)
          .as("image %d", image)
          .containsExactly(
              Arrays.copyOfRange(theirs, image * ours.length, (image + 1) * ours.length),
              within(ONE_ROUNDING));
    }
  }

  @Test
  void fills_up_with_grey_at_the_right_or_below() throws IOException {
    write("{\"size\": 4, \"do_normalize\": false}");
    SquareProcessor processor = SquareProcessor.read(folder, 4);
    float white = 1;
    float grey = 0.5f;
    assertThat(Arrays.copyOf(processor.process(white(2, 4)), 8))
        .containsExactly(white, white, grey, grey, white, white, grey, grey);
    assertThat(Arrays.copyOf(processor.process(white(4, 3)), 16))
        .startsWith(white, white, white, white)
        .endsWith(grey, grey, grey, grey);
  }

  @Test
  void an_image_of_one_pixel_becomes_one_colour() throws IOException {
    write("{\"size\": 3, \"do_normalize\": false}");
    assertThat(SquareProcessor.read(folder, 3).process(white(1, 1))).containsOnly(1f);
  }

  @Test
  void is_that_of_the_family_where_nothing_is_said() throws IOException {
    write("{}");
    assertThat(SquareProcessor.read(folder, 960).side()).isEqualTo(960);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"size\": 32} | 'size' leads to 24 by 24 pixels",
        "{\"size\": {\"height\": 24, \"width\": 20}} | 'size' leads to 24 by 24 pixels",
        "{\"size\": 24, \"do_pad\": false} | 'do_pad' is true, not false",
        "{\"size\": 24, \"do_resize\": false} | 'do_resize' is true, not false",
        "{\"size\": 24, \"image_std\": [1, 0, 1]} | 'image_std' is a list of numbers other than 0"
      })
  void names_the_field_that_nothing_can_be_done_with(String json, String message)
      throws IOException {
    write(json);
    assertThatThrownBy(() -> SquareProcessor.read(folder, 24))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("preprocessor_config.json: " + message);
  }

  private static RgbImage white(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 255);
    return new RgbImage(width, height, rgb);
  }

  private void write(String json) throws IOException {
    Files.writeString(folder.resolve("preprocessor_config.json"), json);
  }
}
