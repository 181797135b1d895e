package dev.rollover.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.model.ServedModels;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.owl.SmallOwl;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code count} is the parser's for the bundled world, and a detector's for photographs. */
class JudgedModelsTest {

  private static final String SCENES = "scenes";
  private static final String PHOTOGRAPHS = "photographs";

  private final ServedModels models =
      () -> List.of(new ToyModel(SCENES), new ToyModel(PHOTOGRAPHS));
  private final SmallOwl owl;
  private final RewardKinds rewards;
  private final RequestResolver resolver;

  JudgedModelsTest() throws IOException {
    owl = new SmallOwl(DeviceCalls.direct(), RewardObserver.NONE);
    List<RewardKind> kinds = new ArrayList<>(RewardKinds.selfContained().all());
    kinds.add(owl.kind());
    rewards = new RewardKinds(kinds);
    resolver = new RequestResolver(models, rewards, () -> 42);
  }

  @AfterEach
  void close() {
    owl.close();
  }

  @Test
  void prompts_and_targets_are_read_by_the_one_that_judges_the_model() {
    Map<String, Object> dogs = Map.of("targets", Map.of("dog", 2));
    assertThat(faults(SCENES, "two red circles", Map.of())).isEmpty();
    assertThat(faults(SCENES, "two dogs", Map.of())).containsExactly("reward[0].params.targets");
    assertThat(faults(SCENES, "a holiday", dogs)).containsExactly("reward[0].params.targets.dog");
    assertThat(faults(PHOTOGRAPHS, "two dogs", Map.of())).isEmpty();
    assertThat(faults(PHOTOGRAPHS, "a holiday", dogs)).isEmpty();
    assertThat(faults(PHOTOGRAPHS, "a holiday", Map.of()))
        .containsExactly("reward[0].params.targets");
    assertThat(faults(SCENES, "one red circle", Map.of("threshold", 0.1)))
        .containsExactly("reward[0].params.threshold");
  }

  @Test
  void the_catalogue_tells_whose_images_each_judges() {
    assertThat(new ServedCatalogue(models, rewards, resolver).rewards())
        .extracting(Catalogue.Reward::name, Catalogue.Reward::models)
        .containsExactly(
            tuple("count", List.of(SCENES)),
            tuple("brightness", List.of(SCENES, PHOTOGRAPHS)),
            tuple("colour", List.of(SCENES, PHOTOGRAPHS)),
            tuple("jpeg", List.of(SCENES, PHOTOGRAPHS)),
            tuple("count", List.of(PHOTOGRAPHS)));
  }

  @Test
  void the_catalogue_leaves_out_what_judges_none_of_the_models() {
    ServedModels photographsAlone = () -> List.of(new ToyModel(PHOTOGRAPHS));
    assertThat(new ServedCatalogue(photographsAlone, rewards, resolver).rewards())
        .extracting(Catalogue.Reward::name)
        .containsExactly("brightness", "colour", "jpeg", "count");
  }

  private List<String> faults(String model, String prompt, Map<String, Object> params) {
    GenerationRequest request =
        new GenerationRequest(
            prompt,
            model,
            null,
            null,
            null,
            null,
            null,
            List.of(new GenerationRequest.RewardTerm("count", null, params, null)),
            null,
            null,
            null,
            null,
            null,
            null);
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, () -> resolver.resolve(request));
    return refused == null ? List.of() : refused.errors().stream().map(FieldError::field).toList();
  }
}
