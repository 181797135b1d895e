package dev.rollover.bench;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.FluxModel;
import dev.rollover.model.ModelFolder;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.InvalidSettingsException;
import dev.rollover.search.SearchClock;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchRun;
import dev.rollover.search.SearchState;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.PromptSet;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of searches on hard counting prompts: every configuration at every budget, on the same
 * fresh prompts with the same seeds, printed as Markdown.
 *
 * <p>{@code SearchTable <model> <prompts> <budget,budget,…>}, where the model is a folder or {@code
 * classpath:…}.
 */
public final class SearchTable {

  private static final long PROMPT_SEED = 9001;
  private static final int SINGLE_SAMPLE = 10;

  private final FluxModel model;
  private final RewardKinds rewards;

  private SearchTable(FluxModel model, RewardKinds rewards) {
    this.model = model;
    this.rewards = rewards;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: SearchTable <model> <prompts> <budget,budget,…>");
    }
    List<Integer> budgets = Stream.of(args[2].split(",")).map(Integer::valueOf).toList();
    try (Device device = Device.best();
        ModelFolder folder = ModelFolder.open(args[0]);
        FluxModel model = FluxModel.load(folder.path(), device, DeviceCalls.direct())) {
      new SearchTable(model, RewardKinds.selfContained())
          .print(PromptSet.HARD_COUNTING.prompts(PROMPT_SEED, Integer.parseInt(args[1])), budgets);
    }
  }

  private void print(List<Caption> prompts, List<Integer> budgets) {
    System.out.println("| search | budget | RSS | exact | NFE | reward calls | seconds |");
    System.out.println("|---|---|---|---|---|---|---|");
    Configuration bestOfN = Configuration.ALL.getFirst();
    row("single sample", SINGLE_SAMPLE, results(bestOfN, SINGLE_SAMPLE, prompts));
    for (int budget : budgets) {
      for (Configuration configuration : Configuration.ALL) {
        try {
          row(configuration.name(), budget, results(configuration, budget, prompts));
        } catch (InvalidSettingsException tooSmall) {
          System.out.printf(
              "| %s | %d | %s |%n", configuration.name(), budget, tooSmall.getMessage());
        }
      }
    }
  }

  private static void row(String name, int budget, List<Result> results) {
    System.out.printf("| %s | %d | %s |%n", name, budget, new Summary(results).cells());
  }

  private List<Result> results(Configuration configuration, int budget, List<Caption> prompts) {
    List<Result> results = new ArrayList<>();
    for (int seed = 0; seed < prompts.size(); seed++) {
      SearchPlan plan =
          new SearchPlan(
              configuration.settings(), new BudgetLimits(budget, null, null, 0.0), seed, 1);
      results.add(search(plan, prompts.get(seed).text()));
    }
    return results;
  }

  private Result search(SearchPlan plan, String prompt) {
    Reward reward = rewards.create(prompt, List.of(new RewardTerm("count", 1, Map.of())));
    Conditions conditions =
        new Conditions(prompt, model.trainedSize(), model.trainedSize(), null, false);
    try (FlowModel flow = model.prepare(conditions)) {
      SearchRun run = SearchRun.start(plan, flow, reward, new WallClock(), 0);
      while (!run.isOver()) {
        run.advance();
      }
      SearchState state = run.state();
      return new Result(
          -state.answers().getFirst().score().value(),
          state.budget().ledger().nfe(),
          state.budget().ledger().rewardCalls(),
          state.budget().ledger().seconds());
    }
  }

  /** Time as the wall has it; device time is not asked for here. */
  private static final class WallClock implements SearchClock {

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public long deviceNanos() {
      return 0;
    }
  }
}
