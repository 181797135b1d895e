package dev.rollover.estimate;

import dev.rollover.estimate.Estimate.Basis;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import dev.rollover.request.RequestResolver;
import dev.rollover.request.SearchMapping;
import dev.rollover.reward.RewardKinds;
import dev.rollover.run.PriceProperties;
import dev.rollover.time.Ticker;
import java.util.List;
import org.springframework.stereotype.Service;

/** {@link Estimates} of what calls were measured to take in this process. */
@Service
class MeasuredEstimates implements Estimates {

  private final RequestResolver resolver;
  private final ServedModels models;
  private final RewardKinds rewards;
  private final CallTimes calls;
  private final HostTimes host;
  private final RewardPrices rewardPrices;
  private final PriceProperties price;
  private final Ticker ticker;

  MeasuredEstimates(
      RequestResolver resolver,
      ServedModels models,
      RewardKinds rewards,
      CallTimes calls,
      HostTimes host,
      RewardPrices rewardPrices,
      PriceProperties price,
      Ticker ticker) {
    this.resolver = resolver;
    this.models = models;
    this.rewards = rewards;
    this.calls = calls;
    this.host = host;
    this.rewardPrices = rewardPrices;
    this.price = price;
    this.ticker = ticker;
  }

  @Override
  public Estimate of(GenerationRequest request) {
    RequestResolver.Resolution resolution = resolver.resolve(request);
    ResolvedRequest resolved = resolution.request();
    MeasuredCosts costs = new MeasuredCosts(models.find(resolved.model()).orElseThrow(), resolved);
    DrySearch search = new DrySearch(costs, price.usdPerDeviceSecond(), ticker);
    Foreseen spending =
        search.foresee(SearchMapping.plan(resolved)).plus(costs.judge(resolved.count()));
    return new Estimate(
        spending,
        resolved.judge().isEmpty() ? 0 : resolved.count(),
        spending.costUsd(price.usdPerDeviceSecond()),
        resolved.budget().targetReward() != null,
        costs.basis,
        resolution.warnings());
  }

  /** What calls of a request take; remembers the weakest of what was known of them. */
  private final class MeasuredCosts implements DryRun.Costs {

    private final ServedModel model;
    private final ResolvedRequest request;
    private Basis basis = Basis.MEASURED;

    MeasuredCosts(ServedModel model, ResolvedRequest request) {
      this.model = model;
      this.request = request;
    }

    /** Once a generation, and known from the warm-up: it does not weaken what is known. */
    @Override
    public double encode() {
      return ofModel(CallTimes.ENCODE, request.nfePerVelocity()).seconds();
    }

    @Override
    public double velocity(int rows) {
      return weighed(ofModel(CallTimes.VELOCITY, request.nfePerVelocity() * rows));
    }

    /**
     * Where none was seen: its two velocities, and its decode forwards and back. What is seen is of
     * one prompt; another's velocity goes forwards and back too.
     */
    @Override
    public double gradient(int rows) {
      CallTimes.Known known = ofModel(CallTimes.GRADIENT, rows);
      if (known.seconds() == 0) {
        return 2 * (velocity(rows) + decode(rows));
      }
      return weighed(known)
          + (request.nfePerVelocity() - 1) * 2 * weighed(ofModel(CallTimes.VELOCITY, rows));
    }

    @Override
    public double decode(int rows) {
      return weighed(ofModel(CallTimes.DECODE, rows));
    }

    @Override
    public boolean hasPreview() {
      return calls.hasSeen(model, CallTimes.PREVIEW);
    }

    @Override
    public double preview(int rows) {
      return weighed(ofModel(CallTimes.PREVIEW, rows));
    }

    @Override
    public double reward(int rows) {
      return rewards(request.reward(), rows, false);
    }

    @Override
    public double rewardOnDevice(int rows) {
      return rewards(request.reward(), rows, true);
    }

    @Override
    public double rewardUsd(int rows) {
      return usd(request.reward(), rows);
    }

    @Override
    public boolean hasGate() {
      return !request.gate().isEmpty();
    }

    @Override
    public double gate(int rows) {
      return rewards(request.gate(), rows, false);
    }

    @Override
    public double gateOnDevice(int rows) {
      return rewards(request.gate(), rows, true);
    }

    @Override
    public double gateUsd(int rows) {
      return usd(request.gate(), rows);
    }

    /** What judging so many answers takes, if there is a judge. */
    Foreseen judge(int answers) {
      double onDevice = rewards(request.judge(), answers, true);
      return new Foreseen(
          0,
          0,
          0,
          0,
          rewards(request.judge(), answers, false) + onDevice,
          onDevice,
          usd(request.judge(), answers));
    }

    private double usd(List<ResolvedRequest.RewardTerm> terms, int rows) {
      return rows * terms.stream().mapToDouble(term -> rewardPrices.usdOfCall(term.name())).sum();
    }

    private double rewards(List<ResolvedRequest.RewardTerm> terms, int rows, boolean onDevice) {
      RewardKinds offered = rewards.of(model);
      return terms.stream()
          .map(term -> offered.find(term.name()).orElseThrow())
          .filter(kind -> kind.worksOnDevice() == onDevice)
          .mapToDouble(kind -> weighed(calls.ofReward(kind.timedAs(), rows)))
          .sum();
    }

    @Override
    public double round() {
      return host.secondsOfRound();
    }

    private CallTimes.Known ofModel(String operation, int rows) {
      return calls.ofModel(model, operation, request.width(), request.height(), rows);
    }

    private double weighed(CallTimes.Known known) {
      basis = basis.weaker(known.basis());
      return known.seconds();
    }
  }
}
