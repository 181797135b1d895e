package dev.rollover.training;

import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.shapes.SceneQuestion;
import dev.rollover.shapes.SceneQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks the finished network, as it is served, about fresh images. */
final class VqaMeasurement {

  /** About each image, its prompt among them. */
  static final int QUESTIONS = 5;

  private final VqaNetwork network;
  private final SceneQuestions questions;
  private final List<VqaNetwork.Row> rows = new ArrayList<>();
  private final List<Asked> unanswered = new ArrayList<>();

  private VqaMeasurement(VqaNetwork network, SplittableRandom random) {
    this.network = network;
    this.questions = SceneQuestions.ofMeasurement(random);
  }

  /** Every question about a set, with its answer. */
  static List<Asked> of(VqaNetwork network, FreshSet set, SplittableRandom random) {
    VqaMeasurement measurement = new VqaMeasurement(network, random);
    measurement.ask(Asked.Sight.RENDERED, set.rendered());
    measurement.ask(Asked.Sight.RECONSTRUCTED, set.reconstructed());
    measurement.ask(Asked.Sight.SAMPLED, set.sampled());
    set.lookAheads().forEach(measurement::ask);
    return measurement.answered();
  }

  private void ask(Asked.Sight sight, List<VqaPicture> pictures) {
    for (VqaPicture picture : pictures) {
      Scene scene = picture.scene();
      Look look = new Look(sight, 0, picture.rgb(), scene, scene);
      questions
          .draw(scene, picture.prompt(), QUESTIONS)
          .forEach(question -> add(look, question, null));
    }
  }

  private void ask(FreshSet.LookAhead state) {
    List<SceneQuestion> drawn = questions.draw(state.finished(), state.caption(), QUESTIONS);
    for (Look look : List.of(Look.full(state), Look.preview(state))) {
      add(look, drawn.getFirst(), state.prompt());
      drawn.subList(1, drawn.size()).forEach(question -> add(look, question, null));
    }
  }

  /** An image that is looked at, and what the parser sees in it. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Look(
      Asked.Sight sight, double time, byte[] rgb, Scene finished, Scene sooner, Scene seen) {

    Look(Asked.Sight sight, double time, byte[] rgb, Scene finished, Scene sooner) {
      this(sight, time, rgb, finished, sooner, SceneParser.parse(rgb, Scene.SIZE, Scene.SIZE));
    }

    static Look full(FreshSet.LookAhead state) {
      return new Look(
          Asked.Sight.FULL, state.time(), state.full(), state.finished(), state.sooner());
    }

    static Look preview(FreshSet.LookAhead state) {
      return new Look(
          Asked.Sight.PREVIEW, state.time(), state.preview(), state.finished(), state.sooner());
    }
  }

  private void add(Look look, SceneQuestion question, @Nullable Integer prompt) {
    Caption caption = question.caption();
    rows.add(new VqaNetwork.Row(look.rgb(), caption.text()));
    double parsed = caption.violation(look.seen());
    unanswered.add(
        new Asked(
            look.sight(),
            look.time(),
            prompt,
            question.slip(),
            question.yes(),
            caption.violation(look.finished()),
            caption.violation(look.sooner()) == 0,
            parsed == 0,
            parsed,
            0));
  }

  private List<Asked> answered() {
    List<Double> answers = network.logOdds(rows);
    if (!answers.stream().allMatch(Double::isFinite)) {
      throw new ArithmeticException("the network answers with what is no number");
    }
    return IntStream.range(0, answers.size())
        .mapToObj(row -> unanswered.get(row).answered(answers.get(row)))
        .toList();
  }
}
