package dev.rollover.reward.vlm;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.vlm.EndpointProperties.WhenOpen;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.Optional;

/**
 * Whether an endpoint sees: it is shown a red and a blue square, and asked of each whether it is
 * the one or the other.
 */
final class VlmProbe {

  /**
   * By how much surer it must be, on average, of the square that is shown; whoever answers without
   * looking is as sure of the other.
   */
  private static final double LEAST_MARGIN = 0.2;

  private static final Question QUESTION = new Question(Question.USUAL);
  private static final int SIDE = 224;

  static final List<Square> SQUARES =
      List.of(new Square("a red square", 0xff0000), new Square("a blue square", 0x0000ff));

  private final Judge judge;
  private volatile Finding finding = Finding.NOT_YET;

  /** A picture, and what it shows. */
  record Square(String words, int colour) {

    /** Its address. */
    String picture() {
      return Picture.address(image(this), Integer.MAX_VALUE);
    }
  }

  /**
   * What came of the last time.
   *
   * @param kind of finding
   * @param words about it, for a person
   */
  record Finding(Kind kind, String words) {

    private static final Finding NOT_YET = new Finding(Kind.NOT_ASKED, "was not asked yet");

    /** Kinds of findings. */
    enum Kind {
      NOT_ASKED,
      SEES,
      DOES_NOT_SEE,
      DOES_NOT_ANSWER
    }

    boolean isGood() {
      return kind == Kind.SEES;
    }
  }

  VlmProbe(Judge judge) {
    this.judge = judge;
  }

  String name() {
    return judge.endpoint().name();
  }

  Finding finding() {
    return finding;
  }

  CircuitBreaker.State circuit() {
    return judge.endpoint().state();
  }

  /** Whether there is nothing to find out at present. */
  boolean isKnownToSee() {
    return finding.isGood() && circuit() == CircuitBreaker.State.CLOSED;
  }

  /** Why jobs are not to be sent there. */
  Optional<String> outage() {
    if (finding.kind() == Finding.Kind.DOES_NOT_SEE) {
      return Optional.of("it " + finding.words());
    }
    boolean failsJobs =
        judge.endpoint().properties().circuit().whenOpen() == WhenOpen.FAIL
            && circuit() == CircuitBreaker.State.OPEN;
    return failsJobs ? Optional.of("it has failed too often") : Optional.empty();
  }

  /** Asks. */
  void run() {
    try {
      judge.endpoint().learnAnswerTokens();
      finding = look();
    } catch (RuntimeException failed) {
      finding =
          new Finding(Finding.Kind.DOES_NOT_ANSWER, "does not answer: " + failed.getMessage());
    }
  }

  private Finding look() {
    Asker asker = judge.endpoint().asker();
    double margin = 0;
    for (Square shown : SQUARES) {
      String picture = shown.picture();
      for (Square asked : SQUARES) {
        Optional<YesNo> answer = judge.ask(QUESTION.of(asked.words()), picture, asker);
        if (answer.isEmpty()) {
          return new Finding(
              Finding.Kind.DOES_NOT_SEE, "does not say yes or no, or not how surely");
        }
        double p = answer.get().p();
        margin += (asked.equals(shown) ? p : -p) / SQUARES.size();
      }
    }
    return margin < LEAST_MARGIN
        ? new Finding(
            Finding.Kind.DOES_NOT_SEE,
            "tells a red from a blue square hardly better than by chance (%.2f of 1)"
                .formatted(margin))
        : new Finding(Finding.Kind.SEES, "tells a red from a blue square");
  }

  /** The square in the middle of a white image. */
  private static RgbImage image(Square square) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      boolean isInside = isMiddle(pixel % SIDE) && isMiddle(pixel / SIDE);
      int colour = isInside ? square.colour() : 0xffffff;
      rgb[3 * pixel] = (byte) (colour >> 16);
      rgb[3 * pixel + 1] = (byte) (colour >> 8);
      rgb[3 * pixel + 2] = (byte) colour;
    }
    return new RgbImage(SIDE, SIDE, rgb);
  }

  private static boolean isMiddle(int at) {
    return at >= SIDE / 4 && at < 3 * SIDE / 4;
  }
}
