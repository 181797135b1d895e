package dev.rollover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.ImageScore;
import dev.rollover.generation.JudgeError;
import dev.rollover.generation.JudgeSummary;
import dev.rollover.generation.Names;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.generation.TermScale;
import dev.rollover.queue.QueuePlace;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A generation as a client sees it. */
@Schema(
    name = "Generation",
    description = "A generation: what was asked for and what came of it",
    example = Examples.GENERATION)
@JsonInclude(JsonInclude.Include.NON_NULL)
record GenerationAnswer(
    @Schema(description = "Its id") UUID id,
    @Schema(description = "Where it is in its life") @OneOf(Vocabulary.STATUS) String status,
    @Schema(
            description =
                "The generation that it goes on from; ledger and trace begin as that one's ended."
                    + " Absent when it goes on from none")
        @Nullable UUID continuedFrom,
    @Schema(description = "When it was accepted") Instant createdAt,
    @Schema(description = "When its last run began") @Nullable Instant startedAt,
    @Schema(description = "When it ended") @Nullable Instant endedAt,
    @Schema(description = "The request with every value said; posting it again repeats it")
        GenerationBody request,
    @Schema(description = "What was spent") Ledger budget,
    @Schema(description = "What was gained; absent until an image was scored, or if none came out")
        @Nullable Gain reward,
    @Schema(
            description =
                "What the judge says of the best image, having judged nothing but the images below;"
                    + " absent where none was asked for, until it ended, and if no image came out")
        @Nullable Verdict judge,
    @Schema(description = "The images, the best first; empty until it ended") List<Image> images,
    @Schema(description = "What the client should know, such as words that the model does not know")
        List<String> warnings,
    @Schema(description = "Where it stands in the queue; present while it is queued")
        @Nullable Queue queue,
    @Schema(description = "Why it failed; present when it did") @Nullable Failure error) {

  static GenerationAnswer of(Generation generation, @Nullable QueuePlace place, Links links) {
    return new GenerationAnswer(
        generation.id(),
        Names.of(generation.status()),
        generation.continuation() == null ? null : generation.continuation().from(),
        generation.createdAt(),
        generation.startedAt(),
        generation.endedAt(),
        GenerationBody.of(generation.request()),
        Ledger.of(generation.outcome().spending()),
        generation.outcome().reward() == null ? null : Gain.of(generation.outcome().reward()),
        generation.outcome().judge() == null ? null : Verdict.of(generation.outcome().judge()),
        generation.outcome().images().stream()
            .map(image -> Image.of(links.image(generation.id(), image.number()), image))
            .toList(),
        generation.warnings(),
        place == null ? null : Queue.of(place),
        generation.error() == null ? null : Failure.of(generation.error()));
  }

  /** What was spent. */
  @Schema(name = "Ledger", description = "An exact account of what was spent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Ledger(
      @Schema(description = "Velocity evaluations") Nfe nfe,
      @Schema(
              description =
                  "Images that the search has scored by its reward; none of the gate's and the"
                      + " judge's",
              minimum = "0",
              example = "487")
          long rewardCalls,
      @Schema(
              description =
                  "Images that the gate has scored, before the reward; 0 where there is none",
              minimum = "0",
              example = "0")
          long gateCalls,
      @Schema(description = "Latents that were decoded", minimum = "0", example = "487")
          long decodes,
      @Schema(
              description = "Seconds of running, the judge's among them",
              minimum = "0",
              example = "4.1")
          double seconds,
      @Schema(
              description = "Seconds in which the device worked for it, for the judge too",
              minimum = "0",
              example = "3.2")
          double deviceSeconds,
      @Schema(
              description =
                  "Device time and what rewards and the judge took, at the configured prices",
              minimum = "0",
              example = "0.0013")
          double costUsd,
      @Schema(
              description =
                  "What rewards took of services, of networks and of the host, by their names")
          Map<String, Service> rewards,
      @Schema(
              description =
                  "What of all that the judge took, on top of what the budget's limits hold the"
                      + " search to; absent where none was asked")
          @Nullable JudgeLedger judge) {

    static Ledger of(Spending spending) {
      return new Ledger(
          Nfe.of(spending.nfe()),
          spending.rewardCalls(),
          spending.gateCalls(),
          spending.decodes(),
          spending.seconds(),
          spending.deviceSeconds(),
          spending.costUsd(),
          services(spending.rewards()),
          spending.judge() == null ? null : JudgeLedger.of(spending.judge()));
    }
  }

  /** What the judge took. */
  @Schema(name = "JudgeLedger", description = "What the judge took, after the search")
  record JudgeLedger(
      @Schema(description = "Images that were judged", minimum = "0", example = "1") long calls,
      @Schema(description = "Seconds until all were judged", minimum = "0", example = "0.8")
          double seconds,
      @Schema(
              description = "Seconds in which the device worked for it",
              minimum = "0",
              example = "0.0")
          double deviceSeconds,
      @Schema(
              description = "Device time and what its rewards took, at the configured prices",
              minimum = "0",
              example = "0.0002")
          double costUsd,
      @Schema(
              description =
                  "What its rewards took of services, of networks and of the host, by their names")
          Map<String, Service> rewards) {

    static JudgeLedger of(Spending.Judge judge) {
      return new JudgeLedger(
          judge.calls(),
          judge.seconds(),
          judge.deviceSeconds(),
          judge.costUsd(),
          services(judge.rewards()));
    }
  }

  private static Map<String, Service> services(Map<String, Spending.Service> rewards) {
    Map<String, Service> services = new TreeMap<>();
    rewards.forEach((name, service) -> services.put(name, Service.of(service)));
    return services;
  }

  /** What rewards of one name took. */
  @Schema(name = "RewardUse", description = "What rewards took of a service, a network or the host")
  record Service(
      @Schema(
              description = "Calls of a service, answered or not; of others, images",
              minimum = "0",
              example = "487")
          long calls,
      @Schema(
              description = "Images of which it could not tell what they are worth",
              minimum = "0",
              example = "2")
          long unknown,
      @Schema(
              description =
                  "Seconds that the calls took, added up; of a network, the device's; of the host,"
                      + " those that the job waited",
              minimum = "0",
              example = "97")
          double seconds,
      @Schema(description = "Tokens of questions and images", minimum = "0", example = "146100")
          long tokensRead,
      @Schema(description = "Tokens of answers", minimum = "0", example = "487") long tokensSaid,
      @Schema(description = "The tokens' configured price", minimum = "0", example = "0.07")
          double costUsd) {

    static Service of(Spending.Service service) {
      return new Service(
          service.calls(),
          service.unknown(),
          service.seconds(),
          service.tokensRead(),
          service.tokensSaid(),
          service.costUsd());
    }
  }

  /** Velocity evaluations. */
  @Schema(name = "NfeLedger", description = "Velocity evaluations (NFE)")
  record Nfe(
      @Schema(description = "Never overrun", minimum = "1", example = "500") long limit,
      @Schema(description = "So far", minimum = "0", example = "500") long used,
      @Schema(
              description = "Quota that steps left unused and handed on",
              minimum = "0",
              example = "37")
          long rolledOver,
      @Schema(
              description =
                  "Of those used, spent on draws that were made ahead of a decision which then did"
                      + " not need them",
              minimum = "0",
              example = "0")
          long speculative,
      @Schema(description = "What is left of the limit", minimum = "0", example = "0")
          long unspent) {

    static Nfe of(Spending.Nfe nfe) {
      return new Nfe(nfe.limit(), nfe.used(), nfe.rolledOver(), nfe.speculative(), nfe.unspent());
    }
  }

  /** What was gained. */
  @Schema(name = "Gain", description = "What the search gained")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Gain(
      @Schema(description = "Reward of the first sample scored", example = "-6.0") double initial,
      @Schema(description = "Reward of the best image", example = "0.0") double best,
      @Schema(
              description =
                  "The best one's terms by name, unweighted; with its place behind a name that"
                      + " comes twice: `count[0]`",
              example = "{\"count\": 0.0}")
          Map<String, Double> terms,
      @Schema(
              description =
                  "The scales that normalised terms are on, by their names; absent where there are"
                      + " none")
          @Nullable Map<String, OnScale> scales) {

    static Gain of(RewardSummary reward) {
      Map<String, OnScale> scales = new TreeMap<>();
      reward.scales().forEach((name, scale) -> scales.put(name, OnScale.of(scale)));
      return new Gain(
          reward.initial(), reward.best(), reward.terms(), scales.isEmpty() ? null : scales);
    }
  }

  /** The scale of a term. */
  @Schema(
      name = "TermScale",
      description = "The scale that a term is on: (value − mean) / deviation")
  record OnScale(
      @Schema(description = "Of the first images scored", example = "-2.41") double mean,
      @Schema(description = "Of the same", minimum = "0", example = "0.37") double deviation) {

    static OnScale of(TermScale scale) {
      return new OnScale(scale.mean(), scale.deviation());
    }
  }

  /** What the judge says. */
  @Schema(name = "Verdict", description = "What the judge says of the best image")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Verdict(
      @Schema(
              description = "Of the best image; absent where the judge did not tell",
              example = "0.91")
          @Nullable Double best,
      @Schema(
              description = "The same image's terms by name, unweighted",
              example = "{\"brightness\": 0.91}")
          Map<String, Double> terms,
      @Schema(description = "Why it said nothing of an image; absent when it has judged them all")
          @Nullable Silence error) {

    static Verdict of(JudgeSummary judge) {
      return new Verdict(
          judge.best(), judge.terms(), judge.error() == null ? null : Silence.of(judge.error()));
    }
  }

  /** Why a judge said nothing. */
  @Schema(
      name = "JudgeError",
      description = "Why the judge said nothing of an image; the generation has not failed")
  record Silence(
      @Schema(
              description =
                  "It failed, as often as is tried; it could not tell what an image is worth; or it"
                      + " is not served any more")
          @OneOf(Vocabulary.JUDGE_ERROR)
          String type,
      @Schema(description = "What happened, for a person") String message) {

    static Silence of(JudgeError error) {
      return new Silence(Names.of(error.type()), error.message());
    }
  }

  /** What an image is worth. */
  @Schema(name = "ImageScore", description = "What an image is worth to a reward or a judge")
  record Worth(
      @Schema(description = "The weighted sum", example = "0.0") double value,
      @Schema(description = "Its terms by name, unweighted", example = "{\"count\": 0.0}")
          Map<String, Double> terms) {

    static @Nullable Worth of(@Nullable ImageScore score) {
      return score == null ? null : new Worth(score.value(), score.terms());
    }
  }

  /** An image of a generation. */
  @Schema(name = "Image", description = "An image of a generation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Image(
      @Schema(
              description = "Where the PNG file is, relative to the address that was asked",
              format = "uri-reference")
          String url,
      @Schema(description = "In pixels", example = "64") int width,
      @Schema(description = "In pixels", example = "64") int height,
      @Schema(
              description = "SHA-256 of the file, in hexadecimal; also its ETag",
              pattern = "^[0-9a-f]{64}$")
          String sha256,
      @Schema(description = "Its reward; absent of generations that older versions ended")
          @Nullable Worth reward,
      @Schema(
              description =
                  "What the judge says of it; absent where none was asked for or it did not tell")
          @Nullable Worth judge) {

    static Image of(String url, GenerationImage image) {
      return new Image(
          url,
          image.width(),
          image.height(),
          image.sha256(),
          Worth.of(image.reward()),
          Worth.of(image.judge()));
    }
  }

  /** Where a queued generation stands. */
  @Schema(name = "QueuePlace", description = "Where a queued generation stands")
  record Queue(
      @Schema(description = "1 is the next to run", minimum = "1", example = "3") int position,
      @Schema(description = "Seconds until it is likely to start", minimum = "0", example = "12")
          long etaSeconds) {

    static Queue of(QueuePlace place) {
      // Rounded up, or whoever waits less than a second were told that it starts now.
      return new Queue(place.position(), place.eta().plusMillis(999).toSeconds());
    }
  }

  /** Why a generation failed. */
  @Schema(name = "Failure", description = "Why a generation failed")
  record Failure(
      @Schema(
              description =
                  "The kind of failure: the run threw, the process died in it as often as is tried,"
                      + " what it asks for is not served any more, a device had no memory for one"
                      + " of its images alone, its model gave what is not finite, or its reward"
                      + " could not be had: then its best images so far are kept")
          @OneOf(Vocabulary.FAILURE)
          String type,
      @Schema(description = "What happened, for a person") String message) {

    static Failure of(GenerationError error) {
      return new Failure(Names.of(error.type()), error.message());
    }
  }
}
