package dev.rollover.reward.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.vision.ImageProcessor.Usual;
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
class ImageProcessorTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"clip, 28, CLIP", "clip-older, 30, CLIP", "siglip, 24, SIGLIP"})
  void makes_the_pixels_of_transformers_to_the_bit(String name, int side, String usual)
      throws IOException {
    assertSamePixels(name, side, usual.equals("CLIP") ? Usual.CLIP : Usual.SIGLIP);
  }

  @Test
  void does_so_with_another_filter_and_without_rescaling() throws IOException {
    assertSamePixels("siglip-other", 31, Usual.SIGLIP);
  }

  private static void assertSamePixels(String name, int side, Usual usual) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    ImageProcessor processor = ImageProcessor.read(fixture.folder(), side, usual);
    float[] theirs = fixture.value("pixel_values").data();
    List<RgbImage> images = fixture.images();
    assertThat(images).hasSizeGreaterThan(2);
    for (int image = 0; image < images.size(); image++) {
      float[] ours = processor.process(images.get(image));
      assertThat(ours)
          .as("image %d", image)
          .containsExactly(
              Arrays.copyOfRange(theirs, image * ours.length, (image + 1) * ours.length));
    }
  }

  @Test
  void is_that_of_its_family_where_nothing_is_said() throws IOException {
    write("{}");
    assertThat(ImageProcessor.read(folder, 224, Usual.CLIP).side()).isEqualTo(224);
    assertThat(ImageProcessor.read(folder, 224, Usual.SIGLIP).side()).isEqualTo(224);
    assertThat(ImageProcessor.read(folder, 384, Usual.BLIP).side()).isEqualTo(384);
  }

  @Test
  void is_read_from_the_whole_processors_file_where_it_has_none_of_its_own() throws IOException {
    Files.writeString(
        folder.resolve("processor_config.json"),
        "{\"image_processor\": {\"crop_size\": {\"height\": 8, \"width\": 8}, \"do_rescale\":"
            + " false, \"do_normalize\": false, \"size\": {\"shortest_edge\": 8}}}");
    ImageProcessor processor = ImageProcessor.read(folder, 8, Usual.CLIP);
    assertThat(processor.process(grey(8, 8))).containsOnly(100f);
  }

  @Test
  void what_lies_beside_the_image_is_black() throws IOException {
    write(
        "{\"do_resize\": false, \"crop_size\": 4, \"do_rescale\": false, \"do_normalize\": false}");
    ImageProcessor processor = ImageProcessor.read(folder, 4, Usual.CLIP);
    float[] row = Arrays.copyOf(processor.process(grey(1, 8)), 4);
    assertThat(row).containsExactly(0, 0, 100, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"crop_size\": 32} | 'crop_size' leads to 24 by 24 pixels",
        "{\"crop_size\": {\"height\": 24, \"width\": 32}} | 'crop_size' leads to 24 by 24 pixels",
        "{\"crop_size\": {\"height\": 24}} | 'crop_size' has height and width, or shortest_edge",
        "{\"do_center_crop\": false, \"size\": {\"shortest_edge\": 24}} | 'size' leads to 24 by 24",
        "{\"do_resize\": false, \"do_center_crop\": false} | 'size' leads to 24 by 24 pixels",
        "{\"crop_size\": 24, \"size\": {\"longest_edge\": 24}} | 'size' has height and width",
        "{\"crop_size\": 24, \"size\": {\"shortest_edge\": 0}} | 'size.shortest_edge' is an integer",
        "{\"crop_size\": 24, \"resample\": 0} | 'resample' is 1 (Lanczos), 2 (bilinear) or 3",
        "{\"crop_size\": 24, \"image_mean\": [0.5]} | 'image_mean' is a list of 3 numbers",
        "{\"crop_size\": 24, \"image_std\": [1, 0, 1]} | 'image_std' is a list of numbers other",
        "{\"crop_size\": 24, \"rescale_factor\": 0} | 'rescale_factor' is a number above 0"
      })
  void names_the_field_that_nothing_can_be_done_with(String json, String message)
      throws IOException {
    write(json);
    assertThatThrownBy(() -> ImageProcessor.read(folder, 24, Usual.CLIP))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("preprocessor_config.json: " + message);
  }

  @Test
  void says_when_there_is_no_file() {
    assertThatThrownBy(() -> ImageProcessor.read(folder, 24, Usual.CLIP))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("preprocessor_config.json: is missing");
  }

  private static RgbImage grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 100);
    return new RgbImage(width, height, rgb);
  }

  private void write(String json) throws IOException {
    Files.writeString(folder.resolve("preprocessor_config.json"), json);
  }
}
