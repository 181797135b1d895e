package dev.rollover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.request.Catalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a request may name. */
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
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
  @Schema(description = "The models that are served")
  record Models(@Schema(description = "The default first") List<Model> models) {}

  /** The searches. */
  @Schema(description = "The searches that are offered")
  record Algorithms(@Schema(description = "The default first") List<Algorithm> algorithms) {}

  /** The rewards. */
  @Schema(description = "The rewards that are offered")
  record Rewards(@Schema(description = "The default first") List<Reward> rewards) {}

  /** A model. */
  @Schema(description = "A model that can be asked for images")
  record Model(
      @Schema(description = "What `model` may say", example = "shapes") String name,
      @Schema(description = "What it is") String description,
      @Schema(description = "Of which family of models it is", example = "FLUX.1") String family,
      @Schema(description = "Allowed sides of an image") Sides sides,
      @Schema(description = "On which devices it is") Devices devices,
      @Schema(
              description =
                  "What it takes of their memory, as planned before it was loaded: weights by"
                      + " network, and what its calls take beside them at the most")
          List<Memory> memory,
      @Schema(
              description = "Tokens that it reads of a prompt at most",
              minimum = "1",
              example = "16")
          int maxSequenceLength,
      @Schema(
              description =
                  "Whether it can be guided away from a `negativePrompt`, at 2 NFE a velocity; if"
                      + " not, it takes `guidance` alone, at no cost")
          boolean takesNegativePrompt,
      @Schema(description = "What a request that names nothing else gets") Defaults defaults) {

    static Model of(Catalogue.Model model) {
      return new Model(
          model.name(),
          model.description(),
          model.family(),
          new Sides(model.minimum(), model.maximum(), model.multiple()),
          Devices.of(model.devices()),
          model.memory().stream().map(Memory::of).toList(),
          model.maxSequenceLength(),
          model.takesNegativePrompt(),
          Defaults.of(model.defaults()));
    }
  }

  /** What a request gets that leaves all open; the prompt has no default and the seed is drawn. */
  @Schema(description = "What a request gets that gives a prompt alone; its seed is drawn")
  record Defaults(
      @Schema(description = "Of the image, in pixels", example = "64") int width,
      @Schema(description = "Of the image, in pixels", example = "64") int height,
      @Schema(description = "How many of the best images are kept", example = "1") int count,
      @Schema(ref = DocumentedSearch.SCHEMA) Map<String, Object> search,
      @Schema(description = "What is maximised") List<GenerationBody.Reward> reward,
      @Schema(description = "What may be spent") GenerationBody.Budget budget,
      @Schema(description = "Whether images must be byte-identical at any load")
          boolean deterministic,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "The scale of a model that was distilled to take one; absent of others",
              example = "3.5")
          @Nullable Double guidance) {

    static Defaults of(ResolvedRequest defaults) {
      return new Defaults(
          defaults.width(),
          defaults.height(),
          defaults.count(),
          defaults.search(),
          defaults.reward().stream().map(GenerationBody::of).toList(),
          GenerationBody.of(defaults.budget()),
          defaults.deterministic(),
          defaults.guidance());
    }
  }

  /** Allowed sides of an image. */
  @Schema(description = "Allowed sides of an image, in pixels")
  record Sides(
      @Schema(description = "The smallest", minimum = "1", example = "64") int minimum,
      @Schema(description = "The largest", minimum = "1", example = "64") int maximum,
      @Schema(description = "Each side is a multiple of this", minimum = "1", example = "16")
          int multiple) {}

  /** What a part of a model takes. */
  @Schema(name = "ModelMemory", description = "What a part of a model takes of a device's memory")
  record Memory(
      @Schema(description = "A network, for its weights, or `activations`", example = "transformer")
          String part,
      @Schema(description = "The device's name", example = "cuda:0") String device,
      @Schema(
              description = "What it takes there all the time, in bytes",
              minimum = "0",
              example = "23802816640")
          long bytes,
      @Schema(
              description =
                  "Bytes of weights that come to the device at each use, one at a time, and rest on"
                      + " the host in between: for a GPU in its memory, else in their files",
              minimum = "0",
              example = "0")
          long streamed) {

    static Memory of(Catalogue.Memory memory) {
      return new Memory(memory.part(), memory.device(), memory.bytes(), memory.streamed());
    }
  }

  /** On which devices a model is. */
  @Schema(
      description = "The devices that have each of a model's networks; any of several takes a call")
  record Devices(
      @Schema(description = "That compute velocities", example = "[\"cuda:0\", \"cuda:1\"]")
          List<String> transformer,
      @Schema(description = "That encode texts", example = "[\"cuda:0\"]") List<String> encoders,
      @Schema(description = "That decode images", example = "[\"cuda:1\"]") List<String> decoder) {

    static Devices of(Catalogue.Devices devices) {
      return new Devices(devices.transformer(), devices.encoders(), devices.decoder());
    }
  }

  /** A search. */
  @Schema(description = "A way to spend a budget")
  record Algorithm(
      @Schema(description = "What `search.algorithm` may say") @OneOf(Vocabulary.ALGORITHM)
          String name,
      @Schema(description = "What it does") String description,
      @Schema(description = "What `search` may hold for it, with what is allowed")
          Map<String, String> settings,
      @Schema(description = "What `search` may be for it, as JSON Schema")
          Map<String, Object> schema,
      @Schema(ref = DocumentedSearch.SCHEMA) Map<String, Object> defaults) {

    static Algorithm of(Catalogue.Algorithm algorithm) {
      return new Algorithm(
          algorithm.name(),
          algorithm.description(),
          algorithm.settings(),
          algorithm.schema(),
          algorithm.defaults());
    }
  }

  /** A reward. */
  @Schema(description = "Something that an image can be judged by")
  record Reward(
      @Schema(
              description = "What `name` may say in `reward`, `gate` and `judge`",
              example = "count")
          String name,
      @Schema(description = "What it measures") String description,
      @Schema(description = "What `reward[].params` may hold for it, with what is allowed")
          Map<String, String> params,
      @Schema(description = "What `reward[].params` may be for it, as JSON Schema")
          Map<String, Object> schema,
      @Schema(
              description =
                  "The models whose images it judges; another of the same name judges others'",
              example = "[\"shapes\"]")
          List<String> models,
      @Schema(
              description =
                  "Whether it has a gradient, which `search.guidance` needs; a sum has one where"
                      + " all of its terms do")
          boolean differentiable,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Schema(
              description = "Why it cannot judge at present; absent where it can",
              example = "does not tell a red from a blue square")
          @Nullable String outage) {

    static Reward of(Catalogue.Reward reward) {
      return new Reward(
          reward.name(),
          reward.description(),
          reward.params(),
          reward.schema(),
          reward.models(),
          reward.differentiable(),
          reward.outage());
    }
  }
}
