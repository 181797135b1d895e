package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import java.awt.Color;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PP-OCR's own networks, on photographs and on text that is written here. */
@NullMarked
class TextReaderTest {

  private static final TextReader READER = OcrFixture.reader();

  @AfterAll
  static void close() {
    READER.close();
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.reward.ocr.OcrFixture#names")
  void reads_what_rapidocr_reads(String name) {
    List<Reading> theirs = OcrFixture.readings(name);

    List<Reading> ours = READER.read(OcrFixture.picture(name));

    assertThat(ours.stream().map(TextReaderTest::packed))
        .containsExactlyElementsOf(theirs.stream().map(TextReaderTest::packed).toList());
    for (int piece = 0; piece < ours.size(); piece++) {
      assertThat(OcrFixture.distances(ours.get(piece).place(), theirs.get(piece).place()))
          .allSatisfy(distance -> assertThat(distance).isLessThan(1.5));
      assertThat(ours.get(piece).confidence())
          .isCloseTo(theirs.get(piece).confidence(), within(0.02));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 20, 24, 32, 40, 48, 56, 64})
  void reads_letters_of_any_size_dark_on_light_and_light_on_dark(int size) {
    RgbImage dark =
        Lettering.on(512, 512, new Color(235, 240, 230))
            .in(new Color(40, 30, 60))
            .write("Fresh coffee", size, 20, 280)
            .image();
    RgbImage light =
        Lettering.on(512, 512, new Color(10, 30, 80))
            .in(new Color(250, 230, 120))
            .write("Fresh coffee", size, 20, 280)
            .image();
    assertThat(read(dark)).isEqualTo("Freshcoffee");
    assertThat(read(light)).isEqualTo("Freshcoffee");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-12, -5, 5, 12})
  void reads_two_lines_that_are_a_little_askew_from_the_upper_to_the_lower(double degrees) {
    RgbImage image =
        Lettering.on(400, 300)
            .tilted(degrees)
            .write("No parking", 40, 70, 130)
            .write("from 9 to 17", 32, 80, 190)
            .image();
    assertThat(READER.read(image).stream().map(TextReaderTest::packed))
        .containsExactly("Noparking", "from9to17");
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 18, 'STOP'", "96, 40, 24, 'EXIT'", "40, 120, 10, 'Mind'"})
  void reads_small_images(int width, int height, int size, String text) {
    RgbImage image = Lettering.on(width, height).write(text, size, 6, height / 2.0 + 8).image();
    assertThat(read(image)).isEqualTo(text);
  }

  @Test
  void reads_a_wide_image_and_a_tall_one_without_more_memory_than_for_others() {
    RgbImage wide = Lettering.on(1600, 40).write("A very wide sign", 28, 700, 30).image();
    assertThat(read(wide)).isEqualTo("Averywidesign");
    RgbImage tall = Lettering.on(120, 1600).write("tall", 40, 10, 800).image();
    assertThat(read(tall)).isEqualTo("tall");
  }

  @Test
  void reads_grey_text_on_grey() {
    RgbImage grey =
        Lettering.on(300, 200, Color.GRAY)
            .in(Color.LIGHT_GRAY)
            .write("Fog ahead", 40, 40, 110)
            .image();
    assertThat(read(grey)).isEqualTo("Fogahead");
  }

  @Test
  void reads_nothing_where_nothing_is_written() {
    byte[] noise = new byte[3 * 64 * 64];
    new Random(1).nextBytes(noise);
    assertThat(READER.read(new RgbImage(64, 64, noise))).isEmpty();
    assertThat(READER.read(new RgbImage(1, 1, new byte[3]))).isEmpty();
    assertThat(READER.read(new RgbImage(8, 8, new byte[192]))).isEmpty();
    assertThat(READER.read(Lettering.on(300, 20).image())).isEmpty();
  }

  private static String read(RgbImage image) {
    return READER.read(image).stream().map(TextReaderTest::packed).collect(Collectors.joining());
  }

  /** Whether a network sees a white space depends on a fraction of a pixel. */
  private static String packed(Reading reading) {
    return reading.text().replace(" ", "");
  }
}
