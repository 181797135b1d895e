package dev.rollover.api;

import dev.rollover.job.Catalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a request may name. */
@RestController
@RequestMapping("/v1")
@Tag(name = "catalogue")
class CatalogueController {

  private final Catalogue catalogue;

  CatalogueController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Operation(operationId = "listModels", summary = "List the models, the default first")
  @GetMapping("/models")
  Models models() {
    return new Models(catalogue.models().stream().map(Model::of).toList());
  }

  @Operation(operationId = "listAlgorithms", summary = "List the searches, the default first")
  @GetMapping("/algorithms")
  Algorithms algorithms() {
    return new Algorithms(catalogue.algorithms().stream().map(Algorithm::of).toList());
  }

  @Operation(operationId = "listRewards", summary = "List the rewards, the default first")
  @GetMapping("/rewards")
  Rewards rewards() {
    return new Rewards(catalogue.rewards().stream().map(Reward::of).toList());
  }

  /** The models. */
  record Models(@Schema(description = "The default first") List<Model> models) {}

  /** The searches. */
  record Algorithms(@Schema(description = "The default first") List<Algorithm> algorithms) {}

  /** The rewards. */
  record Rewards(@Schema(description = "The default first") List<Reward> rewards) {}

  /** A model. */
  @Schema(description = "A model that can be asked for images")
  record Model(
      @Schema(description = "What `model` may say", example = "shapes") String name,
      @Schema(description = "What it is") String description,
      @Schema(description = "Allowed sides of an image") Sides sides,
      @Schema(description = "What a request that names nothing else gets")
          GenerationBody defaults) {

    static Model of(Catalogue.Model model) {
      return new Model(
          model.name(),
          model.description(),
          new Sides(model.minimum(), model.maximum(), model.multiple()),
          GenerationBody.of(model.defaults()));
    }
  }

  /** Allowed sides of an image. */
  @Schema(description = "Allowed sides of an image, in pixels")
  record Sides(
      @Schema(description = "The smallest", example = "64") int minimum,
      @Schema(description = "The largest", example = "64") int maximum,
      @Schema(description = "Each side is a multiple of this", example = "16") int multiple) {}

  /** A search. */
  @Schema(description = "A way to spend a budget")
  record Algorithm(
      @Schema(description = "What `search.algorithm` may say", example = "rbf") String name,
      @Schema(description = "What it does") String description,
      @Schema(description = "What `search` may hold for it, with what is allowed")
          Map<String, String> settings) {

    static Algorithm of(Catalogue.Algorithm algorithm) {
      return new Algorithm(algorithm.name(), algorithm.description(), algorithm.settings());
    }
  }

  /** A reward. */
  @Schema(description = "Something that an image can be judged by")
  record Reward(
      @Schema(description = "What `reward[].name` may say", example = "count") String name,
      @Schema(description = "What it measures") String description,
      @Schema(description = "What `reward[].params` may hold for it, with what is allowed")
          Map<String, String> params) {

    static Reward of(Catalogue.Reward reward) {
      return new Reward(reward.name(), reward.description(), reward.params());
    }
  }
}
