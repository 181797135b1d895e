package dev.rollover.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.reward.RewardKinds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guidance scales, negative prompts and lengths of prompts in requests. */
@NullMarked
class PromptGuidanceTest {

  private static final String NEGATIVE = "negativePrompt";

  private final RequestResolver resolver =
      new RequestResolver(
          () -> List.of(new ToyModel("toy"), new ToyModel("distilled"), new ToyModel("quick")),
          new RewardKinds(List.of(new ToyReward())),
          () -> 42);

  @Test
  void a_model_without_a_scale_takes_a_negative_prompt_at_two_evaluations_a_velocity() {
    ResolvedRequest resolved = resolve(request("toy", 3.0, "a moon", null));
    assertThat(resolved.guidance()).isEqualTo(3.0);
    assertThat(resolved.negativePrompt()).isEqualTo("a moon");
    assertThat(resolved.nfePerVelocity()).isEqualTo(2);
    assertThat(SearchMapping.plan(resolved).nfePerVelocity()).isEqualTo(2);
    assertThat(resolve(request("toy", 3.0, "", null)).negativePrompt()).isEmpty();
  }

  @Test
  void a_model_with_a_scale_gets_its_own_or_the_one_that_is_said() {
    assertThat(resolve(request("distilled", null, null, null)).guidance()).isEqualTo(3.5);
    ResolvedRequest resolved = resolve(request("distilled", 7.0, null, null));
    assertThat(resolved.guidance()).isEqualTo(7.0);
    assertThat(resolved.nfePerVelocity()).isEqualTo(1);
  }

  @Test
  void a_request_that_says_nothing_of_a_model_without_a_scale_has_none() {
    ResolvedRequest resolved = resolve(request("toy", null, null, null));
    assertThat(resolved.guidance()).isNull();
    assertThat(resolved.negativePrompt()).isNull();
    assertThat(resolved.maxSequenceLength()).isEqualTo(40);
  }

  @Test
  void what_is_resolved_can_be_sent_again() {
    ResolvedRequest resolved = resolve(request("toy", 3.0, "", 12));
    assertThat(
            resolve(
                request(
                    "toy",
                    resolved.guidance(),
                    resolved.negativePrompt(),
                    resolved.maxSequenceLength())))
        .isEqualTo(resolved);
  }

  @Test
  void a_scale_alone_is_refused_of_a_model_that_takes_none() {
    assertThat(faults(request("toy", 3.0, null, null)))
        .containsExactly(
            new FieldError(
                "guidance",
                "must be left out for the model toy, which takes no scale, unless there is a"
                    + " negativePrompt, if only an empty one; a velocity costs 2 NFE then"));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"null", "1.0", "0.0", "101.0", "NaN"},
      nullValues = "null")
  void a_negative_prompt_needs_a_scale_above_one(@Nullable Double scale) {
    assertThat(faults(request("toy", scale, "a moon", null)))
        .containsExactly(
            new FieldError(
                "guidance",
                "must be more than 1 and at most 100 beside a negativePrompt, not " + scale));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 100.5, Double.NaN})
  void a_scale_has_a_range(double scale) {
    assertThat(faults(request("distilled", scale, null, null)))
        .containsExactly(new FieldError("guidance", "must be from 0 to 100, not " + scale));
  }

  @Test
  void a_negative_prompt_is_refused_of_a_model_that_takes_a_scale_and_when_it_is_too_long() {
    assertThat(faults(request("distilled", 3.0, "a moon", null)))
        .containsExactly(
            new FieldError(
                NEGATIVE, "must be left out for the model distilled, which takes guidance alone"));
    assertThat(faults(request("toy", 3.0, "é".repeat(2001), null)))
        .containsExactly(new FieldError(NEGATIVE, "must have at most 2000 characters"));
    assertThat(resolve(request("toy", 3.0, "🟥".repeat(2000), null)).negativePrompt()).isNotNull();
  }

  @Test
  void a_model_that_takes_no_guidance_refuses_both_by_field() {
    assertThat(faults(request("quick", 3.0, "a moon", null)))
        .containsExactly(
            new FieldError(
                NEGATIVE, "must be left out for the model quick, which takes no guidance"),
            new FieldError(
                "guidance", "must be left out for the model quick, which takes no guidance"));
    assertThat(resolve(request("quick", null, null, null)).guidance()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 41})
  void a_length_is_refused_above_the_models(int length) {
    assertThat(faults(request("toy", null, null, length)))
        .containsExactly(
            new FieldError(
                "maxSequenceLength", "must be from 1 to 40 for the model toy, not " + length));
  }

  @Test
  void the_least_budget_is_twice_as_much_with_a_negative_prompt() {
    GenerationRequest.Budget budget = new GenerationRequest.Budget(19, null, null, null);
    Map<String, Object> search = Map.of("algorithm", "bon", "steps", 10, "chains", 1);
    GenerationRequest usual = request("toy", null, null, null).searching(search).within(budget);
    assertThat(resolve(usual).budget().nfe()).isEqualTo(19);
    assertThat(faults(request("toy", 3.0, "", null).searching(search).within(budget)))
        .containsExactly(
            new FieldError("budget.nfe", "must be at least 20 with these settings, not 19"));
  }

  @Test
  void warns_of_what_is_not_read_of_a_negative_prompt() {
    String negative = "blurry, and then many more words about it";
    assertThat(resolver.resolve(request("toy", 3.0, "blurry moon", null)).warnings())
        .containsExactly("of the negativePrompt, the model toy does not know: blurry");
    assertThat(resolver.resolve(request("toy", 3.0, negative, null)).warnings())
        .containsExactly(
            "the negativePrompt is longer than the model toy reads: its end is left out");
    assertThat(resolver.resolve(request("toy", null, null, 3)).warnings())
        .containsExactly("the prompt is longer than the model toy reads: its end is left out");
  }

  private ResolvedRequest resolve(GenerationRequest request) {
    return resolver.resolve(request).request();
  }

  private List<FieldError> faults(GenerationRequest request) {
    return catchThrowableOfType(InvalidRequestException.class, () -> resolver.resolve(request))
        .errors();
  }

  private static GenerationRequest request(
      String model,
      @Nullable Double guidance,
      @Nullable String negativePrompt,
      @Nullable Integer maxSequenceLength) {
    return new GenerationRequest(
        "a star",
        model,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        guidance,
        negativePrompt,
        maxSequenceLength);
  }
}
