package dev.rollover.training;

import dev.rollover.shapes.Slip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the question answerer was measured to do, as the {@code README.md} of its folder.
 *
 * @param steps of its training
 * @param answers to questions about fresh images
 */
record VqaCard(int steps, Answers answers) {

  /** From pure noise on, at which searches only compare noises, to where they have chosen. */
  private static final List<Double> TIMES = FreshSets.TIMES;

  private static final List<Asked.Sight> FINISHED =
      Stream.of(Asked.Sight.values()).filter(Asked.Sight::isFinished).toList();
  private static final List<Asked.Sight> LOOK_AHEADS =
      List.of(Asked.Sight.FULL, Asked.Sight.PREVIEW);

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("README.md"), text());
  }

  /** Balanced accuracy on finished images, all kinds of them together. */
  double finishedAccuracy() {
    return answers.where(one -> one.sight().isFinished()).balancedAccuracy(Asked::answer);
  }

  /** Balanced accuracy on look-aheads below pure noise, where the answer is decided. */
  double lookAheadAccuracy() {
    return searched().where(Asked::isDecided).balancedAccuracy(Asked::answer);
  }

  /** Calibration error over everything but pure noise. */
  double calibrationError() {
    return answers.where(one -> one.time() < 1).calibrationError();
  }

  private Answers searched() {
    return answers.where(one -> !one.sight().isFinished() && one.time() < 1);
  }

  private String text() {
    return """
    # vqa

    A small vision-language model for the world of `shapes`: it answers «Does this figure show three red circles and two
    blue squares?» with the probability of yes, for all captions that the model's own prompts are made of. Convolutions
    and a transformer read the image (16 tokens), another transformer the words, and the words look at the image by
    cross-attention whose weights are sigmoids, so that they can count. It knows nothing of noise levels but what it sees.

    Weights are float16. `config.json` has the vocabulary, one id a word, and the temperature that calibrates the answers.
    Trained for %d steps on rendered scenes, reconstructions, samples and posterior means of `shapes`, with questions half
    of which are right; the others are nearly right. Written by `training.TrainVqa`, this page too.

    Measured on fresh images of prompts that training never saw, %d questions about each: the prompt, and others of which
    about half are wrong by a slip. «Parser» is what the exact scene parser says of the very same image.

    | all together | measured | goal |
    |---|---|---|
    | balanced accuracy on finished images | %s | 95 %% |
    | balanced accuracy on look-aheads at times .99 to .7, where the answer is decided | %s | 85 %% |
    | calibration error, all of those, decided or not | %s | .05 |

    ## Finished images

    | images | questions | balanced accuracy | calibration error | parser |
    |---|---|---|---|---|
    %s

    ## Look-aheads

    Right is what the finished image shows, six steps of the ODE on from the very state; decided is what three steps come
    to as well. τ is Kendall's τ-b, within a prompt's %d paths, of log odds (parser: of minus the violation that it sees)
    with how well the finished images do what the prompt says. «Three steps» is how often those three steps are right, for
    all questions: about what can be known.

    | time | decoder | decided | balanced accuracy, decided | all | calibration error | τ | parser: decided | τ | three steps |
    |---|---|---|---|---|---|---|---|---|---|
    %s

    ## By what is asked

    The share of right answers; look-aheads are those at times below 1 that are decided.

    | question | finished images | look-aheads |
    |---|---|---|
    %s
    """
        .formatted(
            steps,
            VqaMeasurement.QUESTIONS,
            percent(finishedAccuracy()),
            percent(lookAheadAccuracy()),
            number(calibrationError()),
            lines(finishedRows()),
            FreshSets.PATHS_PER_PROMPT,
            lines(lookAheadRows()),
            lines(questionRows()));
  }

  private List<String> finishedRows() {
    List<String> rows = new ArrayList<>();
    for (Asked.Sight sight : FINISHED) {
      rows.add(finishedRow(sight.words(), answers.where(one -> one.sight() == sight)));
    }
    rows.add(finishedRow("all", answers.where(one -> one.sight().isFinished())));
    return rows;
  }

  private static String finishedRow(String name, Answers of) {
    return row(
        name,
        String.valueOf(of.count()),
        percent(of.balancedAccuracy(Asked::answer)),
        number(of.calibrationError()),
        percent(of.balancedAccuracy(Asked::parsed)));
  }

  private List<String> lookAheadRows() {
    List<String> rows = new ArrayList<>();
    for (double time : TIMES) {
      for (Asked.Sight sight : LOOK_AHEADS) {
        Answers of = answers.where(one -> one.sight() == sight && one.time() == time);
        rows.add(lookAheadRow(time(time), decoder(sight), of));
      }
    }
    rows.add(lookAheadRow("below 1", "both", searched()));
    return rows;
  }

  private static String lookAheadRow(String time, String decoder, Answers of) {
    Answers decided = of.where(Asked::isDecided);
    return row(
        time,
        decoder,
        percent(of.share(Asked::isDecided)),
        percent(decided.balancedAccuracy(Asked::answer)),
        percent(of.balancedAccuracy(Asked::answer)),
        number(of.calibrationError()),
        number(of.rankCorrelation(Asked::logOdds)),
        percent(decided.balancedAccuracy(Asked::parsed)),
        number(of.rankCorrelation(one -> -one.parsedViolation())),
        percent(of.balancedAccuracy(Asked::sooner)));
  }

  private List<String> questionRows() {
    List<String> rows = new ArrayList<>();
    rows.add(questionRow("what is so", Asked::yes));
    for (Slip slip : Slip.values()) {
      String name = slip.name().toLowerCase(Locale.ROOT);
      rows.add(questionRow("a slip: " + name, one -> one.slip() == slip));
    }
    rows.add(questionRow("the prompt, not done", one -> !one.yes() && one.slip() == null));
    return rows;
  }

  private String questionRow(String name, Predicate<Asked> which) {
    Predicate<Asked> right = one -> one.answer() == one.yes();
    return row(
        name,
        percent(answers.where(one -> one.sight().isFinished()).where(which).share(right)),
        percent(searched().where(Asked::isDecided).where(which).share(right)));
  }

  private static String decoder(Asked.Sight sight) {
    return sight == Asked.Sight.FULL ? "full" : "preview";
  }

  private static String time(double time) {
    return time == 1 ? "1" : "%.2f".formatted(time).substring(1);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : "%.1f %%".formatted(100 * share);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : "%.3f".formatted(value);
  }

  private static String row(String... cells) {
    return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String lines(List<String> rows) {
    return String.join("\n", rows);
  }
}
