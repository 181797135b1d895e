package dev.rollover.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.Names;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.model.ServedModels;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.search.Algorithm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestResolverTest {

  private final ServedModels models = () -> List.of(new ToyModel("toy"), new ToyModel("other"));
  private final RequestResolver resolver =
      new RequestResolver(models, new RewardKinds(List.of(new ToyReward())), () -> 42);

  @Test
  void says_every_value_that_was_left_open() {
    ResolvedRequest resolved = resolver.resolve(GenerationRequest.of("a star")).request();

    assertThat(resolved.model()).isEqualTo("toy");
    assertThat(resolved.width()).isEqualTo(8);
    assertThat(resolved.seed()).isEqualTo(42);
    assertThat(resolved.algorithm()).isEqualTo("evolution");
    assertThat(resolved.reward())
        .containsExactly(new ResolvedRequest.RewardTerm("brightness", 1, Map.of()));
    assertThat(resolved.budget().nfe()).isEqualTo(100);
  }

  @Test
  void a_request_without_a_reward_gets_the_one_that_is_usual_for_its_prompt() {
    RewardKind ofStars =
        new ToyReward("stars") {
          @Override
          public boolean isUsualFor(String prompt) {
            return prompt.contains("star");
          }
        };
    RequestResolver choosing =
        new RequestResolver(models, new RewardKinds(List.of(new ToyReward(), ofStars)), () -> 42);

    assertThat(choosing.resolve(GenerationRequest.of("a star")).request().reward())
        .containsExactly(new ResolvedRequest.RewardTerm("stars", 1, Map.of()));
    assertThat(choosing.resolve(GenerationRequest.of("a moon")).request().reward())
        .containsExactly(new ResolvedRequest.RewardTerm("brightness", 1, Map.of()));
  }

  @Test
  void keeps_what_was_said() {
    Map<String, Object> search =
        Map.of(
            "algorithm",
            "bon",
            "steps",
            5,
            "chains",
            3,
            "diffusion",
            Map.of("coefficient", "sine", "norm", 0.5),
            "finishSteps",
            2);
    ResolvedRequest resolved =
        resolver
            .resolve(
                request("other", 16, search, new GenerationRequest.Budget(50, null, null, 1.0)))
            .request();

    assertThat(resolved.model()).isEqualTo("other");
    assertThat(resolved.width()).isEqualTo(16);
    assertThat(resolved.search())
        .containsAllEntriesOf(search)
        .containsEntry("sampler", "ode")
        .containsEntry("interpolant", "linear")
        .containsEntry("grid", "uniform");
    assertThat(resolved.budget().targetReward()).isEqualTo(1.0);
    assertThat(SearchMapping.plan(resolved).limits().nfe()).isEqualTo(50);
  }

  @Test
  void names_every_fault_at_once_with_what_would_be_allowed() {
    Map<String, Object> search = Map.of("algorithm", "magic", "steps", 0);
    GenerationRequest faulty =
        new GenerationRequest(
            " ",
            "unheard",
            7,
            8,
            null,
            99,
            search,
            List.of(new GenerationRequest.RewardTerm("beauty", null, null, null)),
            null,
            null,
            new GenerationRequest.Budget(0, null, null, null),
            new GenerationRequest.Webhook("http://localhost"),
            null,
            null);

    assertThatThrownBy(() -> resolver.resolve(faulty))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            invalid -> {
              assertThat(invalid.errors())
                  .extracting(FieldError::field)
                  .contains(
                      "prompt",
                      "model",
                      "width",
                      "search.algorithm",
                      "search.steps",
                      "budget.nfe",
                      "webhook");
              assertThat(invalid.errors())
                  .contains(
                      new FieldError("width", "must be a multiple of 8 from 8 to 16, not 7"),
                      new FieldError(
                          "search.algorithm", "must be one of: " + Names.all(Algorithm.class)),
                      new FieldError("model", "must be one of: toy, other"));
            });
  }

  @Test
  void a_budget_too_small_for_the_search_is_a_fault() {
    assertThatThrownBy(
            () ->
                resolver.resolve(
                    request("toy", 8, null, new GenerationRequest.Budget(1, null, null, null))))
        .hasMessageContaining("budget.nfe must be at least");
  }

  @Test
  void the_number_of_images_is_checked_beside_other_faults() {
    Map<String, Object> search = Map.of("steps", 1);
    GenerationRequest faulty =
        new GenerationRequest(
            "a star", null, null, null, null, 17, search, null, null, null, null, null, null, null);

    assertThat(faults(faulty))
        .containsExactly(
            new FieldError("search.steps", "must be from 2 to 1000, not 1"),
            new FieldError("count", "must be from 1 to 16, not 17"));
  }

  @Test
  void best_of_n_draws_one_candidate_at_a_time() {
    Map<String, Object> search = Map.of("algorithm", "bon", "particles", 2);

    assertThat(
            faults(request("toy", 8, search, new GenerationRequest.Budget(100, null, null, null))))
        .containsExactly(new FieldError("search.particles", "must be 1, not 2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT8760H0.1S", "PT99999999999999H"})
  void a_duration_that_no_run_could_have_is_a_fault(String duration) {
    GenerationRequest.Budget budget =
        new GenerationRequest.Budget(100, Duration.parse(duration), null, null);

    assertThat(faults(request("toy", 8, null, budget)))
        .extracting(FieldError::field)
        .containsExactly("budget.maxDuration");
  }

  @Test
  void every_fault_of_a_reward_is_named() {
    GenerationRequest faulty =
        new GenerationRequest(
            "a star",
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(new GenerationRequest.RewardTerm("beauty", 0.0, null, null)),
            null,
            List.of(
                new GenerationRequest.RewardTerm("brightness", null, null, null),
                new GenerationRequest.RewardTerm("taste", null, null, null)),
            null,
            null,
            null,
            null);

    assertThat(faults(faulty))
        .containsExactly(
            new FieldError("reward[0].weight", "must be from -1000000.0 to 1000000.0 and not 0"),
            new FieldError("reward[0].name", "must be one of: brightness"),
            new FieldError("judge[1].name", "must be one of: brightness"));
  }

  @Test
  void a_normalised_reward_has_no_target_and_a_judge_is_not_normalised() {
    GenerationRequest.RewardTerm scaled =
        new GenerationRequest.RewardTerm("brightness", null, null, true);
    GenerationRequest faulty =
        new GenerationRequest(
            "a star",
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(scaled),
            null,
            List.of(scaled),
            new GenerationRequest.Budget(100, null, null, 1.0),
            null,
            null,
            null);

    assertThat(faults(faulty))
        .containsExactly(
            new FieldError(
                "budget.targetReward",
                "must be left out where a term of the reward is normalised: its numbers are"
                    + " relative"),
            new FieldError(
                "judge[0].normalise", "must be false: only the reward's terms are put on scales"));
  }

  @Test
  void a_gate_is_checked_as_a_reward_is_and_belongs_to_a_search_with_a_first_stage() {
    assertThat(faults(gated("rbf", "brightness")))
        .containsExactly(
            new FieldError(
                "gate", "is for searches with a first stage, not for rbf; such are: cascade"));
    assertThat(faults(gated("cascade", "beauty")))
        .containsExactly(new FieldError("gate[0].name", "must be one of: brightness"));
    assertThat(resolver.resolve(gated("cascade", "brightness")).request().gate())
        .containsExactly(new ResolvedRequest.RewardTerm("brightness", 1, Map.of()));
  }

  private static GenerationRequest gated(String algorithm, String gate) {
    return new GenerationRequest(
        "a star",
        null,
        null,
        null,
        null,
        null,
        Map.of("algorithm", algorithm),
        null,
        List.of(new GenerationRequest.RewardTerm(gate, null, null, null)),
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void guidance_is_refused_where_a_term_is_normalised() {
    Map<String, Object> guided =
        Map.of("algorithm", "svdd", "guidance", Map.of("strength", 1.0, "form", "normalised"));
    GenerationRequest faulty =
        new GenerationRequest(
            "a star",
            null,
            null,
            null,
            null,
            null,
            guided,
            List.of(new GenerationRequest.RewardTerm("brightness", null, null, true)),
            null,
            null,
            null,
            null,
            null,
            null);

    assertThat(faults(faulty))
        .contains(
            new FieldError(
                "search.guidance.strength",
                "must be 0 where a term of the reward is normalised: its gradient has no scale"));
  }

  @Test
  void guidance_is_refused_where_a_reward_has_no_gradient_or_an_image_is_too_large() {
    Map<String, Object> guided =
        Map.of("algorithm", "svdd", "guidance", Map.of("strength", 1.0, "form", "normalised"));
    String field = "search.guidance.strength";
    assertThat(
            faults(request("toy", 16, guided, new GenerationRequest.Budget(100, null, null, null))))
        .containsExactly(
            new FieldError(field, "must be 0 with rewards that have no gradient: brightness"),
            new FieldError(
                field, "must be 0 for images of more than 64 pixels of this model, not 256"));
  }

  @Test
  void warns_of_a_prompt_that_the_model_does_not_read_to_its_end() {
    assertThat(
            resolver
                .resolve(GenerationRequest.of("a star, and then many more words about that star"))
                .warnings())
        .containsExactly("the prompt is longer than the model toy reads: its end is left out");
  }

  @Test
  void warns_of_a_prompt_whose_end_one_of_the_encoders_does_not_read() {
    assertThat(resolver.resolve(GenerationRequest.of("a star and so on")).warnings())
        .containsExactly(
            "the prompt is longer than one of the text encoders of the model toy reads: its end"
                + " gets to the other alone");
  }

  @Test
  void warns_of_words_that_the_model_does_not_know() {
    assertThat(resolver.resolve(GenerationRequest.of("a blurry star")).warnings())
        .containsExactly("the model toy does not know: blurry");
  }

  private List<FieldError> faults(GenerationRequest request) {
    return catchThrowableOfType(InvalidRequestException.class, () -> resolver.resolve(request))
        .errors();
  }

  private static GenerationRequest request(
      String model,
      int side,
      @Nullable Map<String, Object> search,
      GenerationRequest.Budget budget) {
    return new GenerationRequest(
        "a star", model, side, side, 7L, 1, search, null, null, null, budget, null, null, null);
  }
}
