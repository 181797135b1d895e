package dev.rollover.request;

import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import dev.rollover.reward.RewardKinds;
import dev.rollover.search.Algorithm;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a client said into a request with every value said, or names every fault of it. */
@Component
public class RequestResolver {

  private static final String GUIDANCE = "search.guidance.strength";

  private final ServedModels models;
  private final RewardKinds rewards;
  private final LongSupplier seeds;

  public RequestResolver(ServedModels models, RewardKinds rewards, LongSupplier seeds) {
    this.models = models;
    this.rewards = rewards;
    this.seeds = seeds;
  }

  /**
   * A request with every value said.
   *
   * @param warnings what the client should know, such as words that the model does not
   */
  public record Resolution(ResolvedRequest request, List<String> warnings) {
    public Resolution {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Resolves a request.
   *
   * @throws InvalidRequestException with every fault of it
   */
  public Resolution resolve(GenerationRequest said) {
    FaultList faults = new FaultList();
    String prompt = prompt(said, faults);
    ServedModel model = model(said, faults);
    int width = side("width", said.width(), model, faults);
    int height = side("height", said.height(), model, faults);
    int count = or(said.count(), GenerationRequest.USUAL_COUNT);
    PromptGuidance guidance = PromptGuidance.of(said, model, faults);
    SearchSettings settings = SearchMapping.settings(said.search(), faults);
    BudgetLimits limits = faults.attempt(() -> limits(said.budget()));
    checkPlan(settings, limits, count, guidance.nfePerVelocity(), faults);
    List<ResolvedRequest.RewardTerm> terms = rewardTerms(said.reward(), prompt, model, faults);
    if (settings != null && settings.isGuided()) {
      checkGuidance(terms, model, width * height, faults);
    }
    requireNoTarget(terms, said.budget(), faults);
    List<ResolvedRequest.RewardTerm> gate = otherTerms("gate", said.gate(), prompt, model, faults);
    requireFirstStage(gate, settings, faults);
    List<ResolvedRequest.RewardTerm> judge =
        otherTerms("judge", said.judge(), prompt, model, faults);
    faults.require(said.webhook() == null, "webhook", "is not offered yet; leave it out");
    Map<String, String> metadata = metadata(said, faults);
    faults.refuse();
    ResolvedRequest resolved =
        new ResolvedRequest(
            prompt,
            model.name(),
            width,
            height,
            said.seed() == null ? seeds.getAsLong() : said.seed(),
            count,
            Objects.requireNonNull(settings).values(),
            terms,
            gate,
            judge,
            SearchMapping.answer(Objects.requireNonNull(limits)),
            metadata,
            or(said.deterministic(), false),
            guidance.scale(),
            guidance.negativePrompt(),
            guidance.maxSequenceLength());
    return new Resolution(resolved, PromptWarnings.of(model, resolved));
  }

  /**
   * What a request of this model gets where it leaves all open; prompt and seed have no default.
   */
  ResolvedRequest defaults(ServedModel model) {
    int side = model.sizes().usual();
    return new ResolvedRequest(
        "",
        model.name(),
        side,
        side,
        0,
        GenerationRequest.USUAL_COUNT,
        SearchOptions.NONE.resolve().values(),
        usualReward(model, ""),
        List.of(),
        List.of(),
        SearchMapping.answer(BudgetLimits.ofNfe(GenerationRequest.Budget.USUAL_NFE)),
        Map.of(),
        false,
        model.reading().usualGuidance(),
        null,
        model.reading().tokens());
  }

  private static void checkPlan(
      @Nullable SearchSettings settings,
      @Nullable BudgetLimits limits,
      int count,
      int nfePerVelocity,
      FaultList faults) {
    if (settings != null && limits != null) {
      faults.attempt(() -> new SearchPlan(settings, limits, 0, count, nfePerVelocity));
    } else {
      faults.attempt(() -> SearchPlan.requireKept(count));
    }
  }

  private void checkGuidance(
      List<ResolvedRequest.RewardTerm> terms, ServedModel model, int pixels, FaultList faults) {
    faults.require(
        terms.stream().noneMatch(ResolvedRequest.RewardTerm::normalise),
        GUIDANCE,
        "must be 0 where a term of the reward is normalised: its gradient has no scale");
    RewardKinds offered = rewards.of(model);
    String without =
        terms.stream()
            .map(ResolvedRequest.RewardTerm::name)
            .filter(name -> offered.find(name).stream().anyMatch(kind -> !kind.differentiable()))
            .distinct()
            .collect(Collectors.joining(", "));
    faults.require(
        without.isEmpty(),
        GUIDANCE,
        "must be 0 with rewards that have no gradient: %s".formatted(without));
    faults.require(
        pixels <= model.guidedPixels(),
        GUIDANCE,
        "must be 0 for images of more than %d pixels of this model, not %d"
            .formatted(model.guidedPixels(), pixels));
  }

  private List<ResolvedRequest.RewardTerm> usualReward(ServedModel model, String prompt) {
    return List.of(
        new ResolvedRequest.RewardTerm(
            rewards.of(model).usual(prompt).name(),
            GenerationRequest.RewardTerm.USUAL_WEIGHT,
            Map.of()));
  }

  private static String prompt(GenerationRequest said, FaultList faults) {
    String prompt = said.prompt() == null ? "" : said.prompt();
    faults.require(
        !prompt.isBlank() && characters(prompt) <= GenerationRequest.LONGEST_PROMPT,
        "prompt",
        "must have 1 to %d characters, not only blanks"
            .formatted(GenerationRequest.LONGEST_PROMPT));
    return prompt;
  }

  /** The model asked for; the default one in place of one that there is not. */
  private ServedModel model(GenerationRequest said, FaultList faults) {
    ServedModel usual = models.all().getFirst();
    if (said.model() == null) {
      return usual;
    }
    Optional<ServedModel> found = models.find(said.model());
    faults.require(found.isPresent(), "model", "must be one of: " + modelNames());
    return found.orElse(usual);
  }

  private String modelNames() {
    return models.all().stream().map(ServedModel::name).collect(Collectors.joining(", "));
  }

  private static int side(
      String field, @Nullable Integer said, ServedModel model, FaultList faults) {
    ImageSizes sizes = model.sizes();
    int side = or(said, sizes.usual());
    faults.require(
        sizes.allow(side),
        field,
        "must be a multiple of %d from %d to %d, not %d"
            .formatted(sizes.multiple(), sizes.multiple(), sizes.largest(), side));
    return side;
  }

  static BudgetLimits limits(GenerationRequest.@Nullable Budget said) {
    return said == null
        ? BudgetLimits.ofNfe(GenerationRequest.Budget.USUAL_NFE)
        : new BudgetLimits(
            or(said.nfe(), GenerationRequest.Budget.USUAL_NFE),
            said.maxDuration(),
            said.maxCostUsd(),
            said.targetReward());
  }

  private List<ResolvedRequest.RewardTerm> rewardTerms(
      @Nullable List<GenerationRequest.RewardTerm> said,
      String prompt,
      ServedModel model,
      FaultList faults) {
    List<ResolvedRequest.RewardTerm> terms =
        said == null
            ? usualReward(model, prompt)
            : said.stream().map(RequestResolver::rewardTerm).toList();
    requireAvailable(prompt, model, "reward", terms, faults);
    return terms;
  }

  /** Nobody can say beforehand what is good on a scale that is still to be learnt. */
  static void requireNoTarget(
      List<ResolvedRequest.RewardTerm> reward,
      GenerationRequest.@Nullable Budget said,
      FaultList faults) {
    faults.require(
        said == null
            || said.targetReward() == null
            || reward.stream().noneMatch(ResolvedRequest.RewardTerm::normalise),
        "budget.targetReward",
        "must be left out where a term of the reward is normalised: its numbers are relative");
  }

  private static void requireFirstStage(
      List<ResolvedRequest.RewardTerm> gate, @Nullable SearchSettings settings, FaultList faults) {
    faults.require(
        gate.isEmpty() || settings == null || settings.algorithm().hasFirstStage(),
        "gate",
        "is for searches with a first stage, not for %s; such are: %s"
            .formatted(
                settings == null ? "" : settings.algorithm().label(), Algorithm.withFirstStage()));
  }

  /** The terms of a gate or a judge, which there need not be. */
  private List<ResolvedRequest.RewardTerm> otherTerms(
      String list,
      @Nullable List<GenerationRequest.RewardTerm> said,
      String prompt,
      ServedModel model,
      FaultList faults) {
    List<ResolvedRequest.RewardTerm> terms =
        said == null ? List.of() : said.stream().map(RequestResolver::rewardTerm).toList();
    for (int index = 0; index < terms.size(); index++) {
      faults.require(
          !terms.get(index).normalise(),
          "%s[%d].normalise".formatted(list, index),
          "must be false: only the reward's terms are put on scales");
    }
    if (!terms.isEmpty()) {
      requireAvailable(prompt, model, list, terms, faults);
    }
    return terms;
  }

  private void requireAvailable(
      String prompt,
      ServedModel model,
      String list,
      List<ResolvedRequest.RewardTerm> terms,
      FaultList faults) {
    if (!prompt.isBlank()) {
      RewardKinds offered = rewards.of(model);
      faults.require(() -> offered.requireAvailable(prompt, list, RewardMapping.terms(terms)));
    }
  }

  private static ResolvedRequest.RewardTerm rewardTerm(GenerationRequest.RewardTerm said) {
    return new ResolvedRequest.RewardTerm(
        or(said.name(), ""),
        or(said.weight(), GenerationRequest.RewardTerm.USUAL_WEIGHT),
        or(said.params(), Map.of()),
        or(said.normalise(), false));
  }

  private static Map<String, String> metadata(GenerationRequest said, FaultList faults) {
    Map<String, String> metadata = or(said.metadata(), Map.of());
    boolean allShort =
        metadata.entrySet().stream()
            .allMatch(
                entry ->
                    characters(entry.getKey()) + characters(entry.getValue())
                        <= GenerationRequest.LONGEST_METADATA);
    faults.require(
        metadata.size() <= GenerationRequest.MOST_METADATA && allShort,
        "metadata",
        "must have at most %d entries of at most %d characters each"
            .formatted(GenerationRequest.MOST_METADATA, GenerationRequest.LONGEST_METADATA));
    return metadata;
  }

  /** As JSON Schema counts them, and a reader: one of two UTF-16 units is one all the same. */
  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static <T> T or(@Nullable T said, T otherwise) {
    return said != null ? said : otherwise;
  }
}
