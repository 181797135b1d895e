package dev.rollover.reward.ocr;

import ai.onnxruntime.OrtException;
import dev.rollover.model.RgbImage;
import java.io.IOException;
import java.util.List;

/**
 * Reads what is written in images, as RapidOCR 1.4.4 does it with PP-OCRv4's networks: finds text,
 * straightens each piece, reads it, and leaves out what is read with a confidence of less than
 * {@value #LEAST_CONFIDENCE}. Its classifier of text that stands on its head is left out: a sign
 * that does is not as it should be.
 */
final class TextReader implements AutoCloseable {

  private static final double LEAST_CONFIDENCE = 0.5;

  private final TextDetector detector;
  private final TextRecogniser recogniser;

  private TextReader(TextDetector detector, TextRecogniser recogniser) {
    this.detector = detector;
    this.recogniser = recogniser;
  }

  /**
   * Loads the networks.
   *
   * @param shortest pixels of the shorter side of an image in which text is looked for
   * @param threads that work on one image
   * @throws IOException if a file cannot be read
   * @throws OrtException if the runtime cannot make anything of it
   */
  static TextReader load(OcrModels models, int shortest, int threads)
      throws IOException, OrtException {
    TextDetector detector =
        new TextDetector(OnnxNetwork.load(models.detection(), threads), shortest);
    try {
      return new TextReader(
          detector,
          TextRecogniser.of(OnnxNetwork.load(models.recognition(), threads), models.signs()));
    } catch (IOException | OrtException unreadable) {
      detector.close();
      throw unreadable;
    }
  }

  /** What is written in an image, in the order in which people read it. */
  List<Reading> read(RgbImage image) {
    return ReadingOrder.of(
        detector.find(image).stream()
            .map(place -> reading(image, place))
            .filter(reading -> reading.confidence() >= LEAST_CONFIDENCE)
            .toList());
  }

  private Reading reading(RgbImage image, Quad place) {
    CtcDecoder.Text read = recogniser.read(Crop.of(image, place));
    return new Reading(place, read.text(), read.confidence());
  }

  @Override
  public void close() {
    detector.close();
    recogniser.close();
  }
}
