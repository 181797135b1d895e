package dev.rollover.reward.ocr;

import ai.onnxruntime.OrtException;
import dev.rollover.model.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pictures with text and without, and what RapidOCR reads in them. */
@NullMarked
final class OcrFixture {

  static final Path FOLDER = folder();
  static final int SHORTEST = 736;

  private OcrFixture() {}

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(OcrFixture.class.getResource("/ocr-fixtures")).toURI());
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  static OcrModels models() {
    return OcrModels.onClassPath(OcrFixture.class.getClassLoader());
  }

  static TextReader reader() {
    try {
      return TextReader.load(models(), SHORTEST, 1);
    } catch (IOException | OrtException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static RgbImage picture(String name) {
    try {
      return RgbImage.of(ImageIO.read(FOLDER.resolve(name).toFile()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The pictures' names. */
  static List<String> names() {
    return List.copyOf(readings().propertyNames());
  }

  /** What RapidOCR reads in a picture, in its order. */
  static List<Reading> readings(String name) {
    return readings().path(name).valueStream().map(OcrFixture::reading).toList();
  }

  private static JsonNode readings() {
    try {
      return JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("readings.json")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Reading reading(JsonNode said) {
    List<Point> corners =
        said.path("corners")
            .valueStream()
            .map(corner -> new Point(corner.path(0).asDouble(), corner.path(1).asDouble()))
            .toList();
    Quad place = new Quad(corners.get(0), corners.get(1), corners.get(2), corners.get(3));
    return new Reading(place, said.path("text").asString(), said.path("confidence").asDouble());
  }

  /** The distances between the corners of two places. */
  static Stream<Double> distances(Quad one, Quad other) {
    List<Point> others = other.corners().toList();
    List<Point> ones = one.corners().toList();
    return Stream.of(0, 1, 2, 3).map(corner -> ones.get(corner).distance(others.get(corner)));
  }
}
