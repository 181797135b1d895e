package dev.rollover.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws questions about scenes: half of them right, the others nearly, as far as there are such.
 */
public final class SceneQuestions {

  /** Tries for a slip of some kind before any other caption is taken. */
  private static final int TRIES = 20;

  private final RandomGenerator random;
  private final boolean ofTraining;

  private SceneQuestions(RandomGenerator random, boolean ofTraining) {
    this.random = random;
    this.ofTraining = ofTraining;
  }

  /** Questions that training may ask: no caption is one that is held out. */
  public static SceneQuestions ofTraining(RandomGenerator random) {
    return new SceneQuestions(random, true);
  }

  /** Questions to measure with, of any captions. */
  public static SceneQuestions ofMeasurement(RandomGenerator random) {
    return new SceneQuestions(random, false);
  }

  /**
   * Questions about a scene. Where something true can be said of it, every other answer is yes.
   *
   * @param prompt what the scene was made for, if anything, which is the first question
   */
  public List<SceneQuestion> draw(Scene scene, @Nullable Caption prompt, int count) {
    List<SceneQuestion> questions = new ArrayList<>(count);
    List<Caption> truths =
        new TrueCaptions(random).of(scene).stream().filter(this::mayBeAsked).toList();
    if (prompt != null && mayBeAsked(prompt)) {
      questions.add(SceneQuestion.of(prompt, scene));
    }
    boolean yes = questions.isEmpty() ? random.nextBoolean() : !questions.getFirst().yes();
    while (questions.size() < count) {
      questions.add(
          yes && !truths.isEmpty()
              ? new SceneQuestion(one(truths), true, null)
              : wrong(truths.isEmpty() ? base(prompt) : one(truths), scene));
      yes = !yes;
    }
    return questions;
  }

  private Caption base(@Nullable Caption prompt) {
    return prompt == null ? new TrainingCaptions(random).next() : prompt;
  }

  private SceneQuestion wrong(Caption caption, Scene scene) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Slip slip = slip(caption);
      Optional<Caption> wrong = slip.in(caption, scene, random).filter(this::mayBeAsked);
      if (wrong.isPresent()) {
        return new SceneQuestion(wrong.get(), false, slip);
      }
    }
    Caption other;
    do {
      other = new TrainingCaptions(random).next();
    } while (other.violation(scene) == 0);
    return new SceneQuestion(other, false, Slip.OTHER);
  }

  /** Any, but a relation is reversed half of the time: nothing else tells who looks where from. */
  private Slip slip(Caption caption) {
    return caption instanceof SpatialCaption && random.nextBoolean()
        ? Slip.RELATION
        : Slip.one(Slip.values(), random);
  }

  private boolean mayBeAsked(Caption caption) {
    return !ofTraining || !HeldOut.isHeldOut(caption);
  }

  private Caption one(List<Caption> captions) {
    return captions.get(random.nextInt(captions.size()));
  }
}
