package dev.rollover.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@NullMarked
class SceneQuestionsTest {

  private static final int SCENES = 300;
  private static final int QUESTIONS = 6;

  private final Random random = new Random(11);
  private final TrainingCaptions captions = new TrainingCaptions(random);
  private final SceneSampler sampler = new SceneSampler(random);

  @Test
  void every_answer_is_what_the_parser_sees_in_the_picture() {
    SceneQuestions questions = SceneQuestions.ofTraining(random);
    for (int index = 0; index < SCENES; index++) {
      Scene scene = sampler.draw(captions.next());
      Scene seen = SceneParser.parse(SceneRenderer.render(scene), Scene.SIZE, Scene.SIZE);
      for (SceneQuestion question : questions.draw(scene, null, QUESTIONS)) {
        assertThat(question.yes())
            .as("%s of %s", question, seen)
            .isEqualTo(question.caption().violation(seen) == 0);
      }
    }
  }

  @Test
  void half_of_the_answers_are_yes_and_every_slip_is_made() {
    SceneQuestions questions = SceneQuestions.ofTraining(random);
    Set<Slip> made = EnumSet.noneOf(Slip.class);
    int yes = 0;
    for (int index = 0; index < SCENES; index++) {
      for (SceneQuestion question :
          questions.draw(sampler.draw(captions.next()), null, QUESTIONS)) {
        yes += question.yes() ? 1 : 0;
        if (question.slip() != null) {
          made.add(question.slip());
        }
      }
    }
    assertThat(made).containsExactlyInAnyOrder(Slip.values());
    assertThat((double) yes / (SCENES * QUESTIONS)).isBetween(0.45, 0.55);
  }

  @Test
  void training_is_asked_nothing_that_is_held_out() {
    SceneQuestions questions = SceneQuestions.ofTraining(random);
    TrainingCaptions heldOut = TrainingCaptions.heldOut(random);
    for (int index = 0; index < SCENES; index++) {
      Caption prompt = heldOut.next();
      assertThat(HeldOut.isHeldOut(prompt)).isTrue();
      assertThat(questions.draw(sampler.draw(prompt), prompt, QUESTIONS))
          .noneMatch(question -> HeldOut.isHeldOut(question.caption()));
    }
  }

  @Test
  void the_prompt_is_asked_first_and_the_answers_alternate_from_there() {
    Caption prompt = CaptionReader.read("two red circles");
    List<SceneQuestion> drawn =
        SceneQuestions.ofMeasurement(random)
            .draw(sampler.draw(CaptionReader.read("three red circles")), prompt, 4);
    assertThat(drawn.getFirst().caption()).isEqualTo(prompt);
    assertThat(drawn).extracting(SceneQuestion::yes).containsExactly(false, true, false, true);
  }

  @Test
  void nothing_true_is_said_of_what_no_caption_can_say() {
    Scene crowded =
        new Scene(
            Cell.ALL.stream()
                .map(cell -> new SceneObject(Kind.ALL.get(0), cell.centreX(), cell.centreY(), 5))
                .toList());
    SceneQuestions questions = SceneQuestions.ofTraining(random);
    assertThat(questions.draw(crowded, null, QUESTIONS)).noneMatch(SceneQuestion::yes);
    assertThat(questions.draw(new Scene(List.of()), null, QUESTIONS)).noneMatch(SceneQuestion::yes);
  }

  @Test
  void what_is_true_is_said_in_every_form_that_it_has() {
    Scene scene = sampler.draw(CaptionReader.read("two red circles left of a blue square"));
    assertThat(new TrueCaptions(random).of(scene))
        .extracting(Object::getClass)
        .extracting(Class::getSimpleName)
        .contains("CountingCaption", "NegationCaption", "ComparisonCaption", "SpatialCaption");
  }

  @ParameterizedTest
  @CsvSource({
    "COUNT, more red circles than blue squares",
    "RELATION, two red circles",
    "COMPARISON, two red circles",
    "NEGATION, two red circles",
    "NEGATION, more red circles than blue squares",
    "GROUP, more red circles than blue squares"
  })
  void a_slip_is_made_only_where_there_is_room_for_it(Slip slip, String caption) {
    assertThat(slip.in(CaptionReader.read(caption), new Scene(List.of()), random)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Slip.class)
  void a_slip_is_wrong_of_the_scene_that_the_caption_is_true_of(Slip slip) {
    int made = 0;
    for (int index = 0; index < SCENES; index++) {
      Caption caption = captions.next();
      Scene scene = sampler.draw(caption);
      Optional<Caption> wrong = slip.in(caption, scene, random);
      made += wrong.isPresent() ? 1 : 0;
      wrong.ifPresent(said -> assertThat(said.violation(scene)).isPositive());
    }
    assertThat(made).isPositive();
  }
}
