package dev.rollover.bench;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.FluxModel;
import dev.rollover.model.ModelFolder;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.search.InvalidSettingsException;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchRun;
import dev.rollover.search.SearchState;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.PromptSet;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The table of searches on hard counting prompts: every search at every budget, on the same fresh
 * prompts with the same seeds, printed as Markdown, each row as soon as it is known.
 *
 * <p>The prompts of a row are searched side by side and share device batches, so the last bits of
 * an answer may differ from one run of the table to the next.
 *
 * <p>{@code SearchTable <model> <prompts> <budget,budget,…>}, where the model is a folder or {@code
 * classpath:…}.
 */
public final class SearchTable {

  private static final long PROMPT_SEED = 9001;
  private static final int SEARCHES_AT_ONCE = 16;
  private static final int LARGEST_BATCH = 128;

  private final FluxModel model;
  private final RewardKinds rewards;
  private final List<Caption> prompts;

  private SearchTable(FluxModel model, RewardKinds rewards, List<Caption> prompts) {
    this.model = model;
    this.rewards = rewards;
    this.prompts = prompts;
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Locale.setDefault(Locale.ROOT);
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: SearchTable <model> <prompts> <budget,budget,…>");
    }
    List<Integer> budgets = Stream.of(args[2].split(",")).map(Integer::valueOf).toList();
    try (Device device = Device.best();
        DeviceWorker worker = new DeviceWorker(LARGEST_BATCH, DeviceObserver.NONE);
        ModelFolder folder = ModelFolder.open(args[0]);
        FluxModel model = FluxModel.load(folder.path(), device, worker)) {
      List<Caption> prompts =
          PromptSet.HARD_COUNTING.prompts(PROMPT_SEED, Integer.parseInt(args[1]));
      new SearchTable(model, RewardKinds.selfContained(), prompts).print(budgets);
    }
  }

  private void print(List<Integer> budgets) throws InterruptedException, ExecutionException {
    System.out.println("| search | budget | RSS | exact | NFE | reward calls |");
    System.out.println("|---|---|---|---|---|---|");
    print(SearchTableRow.singleSample());
    for (int budget : budgets) {
      for (SearchTableRow row : SearchTableRow.within(budget)) {
        print(row);
      }
    }
  }

  private void print(SearchTableRow row) throws InterruptedException, ExecutionException {
    System.out.printf("| %s | %d | %s |%n", row.name(), row.nfe(), cells(row));
  }

  private String cells(SearchTableRow row) throws InterruptedException, ExecutionException {
    try {
      return new Summary(SideBySide.run(searches(row), SEARCHES_AT_ONCE)).cells();
    } catch (InvalidSettingsException tooSmall) {
      return tooSmall.faults().getFirst().message();
    }
  }

  private List<Callable<Result>> searches(SearchTableRow row) {
    List<Callable<Result>> searches = new ArrayList<>();
    for (int seed = 0; seed < prompts.size(); seed++) {
      SearchPlan plan = row.plan(seed);
      String prompt = prompts.get(seed).text();
      searches.add(() -> search(plan, prompt));
    }
    return searches;
  }

  private Result search(SearchPlan plan, String prompt) {
    Reward reward = rewards.create(prompt, List.of(new RewardTerm("count", 1, Map.of())));
    Conditions conditions =
        new Conditions(prompt, model.trainedSize(), model.trainedSize(), null, false);
    try (FlowModel flow = model.prepare(conditions)) {
      SearchRun run = SearchRun.start(plan, flow, reward, new StoppedClock(), 0);
      while (!run.isOver()) {
        run.advance();
      }
      SearchState state = run.state();
      return new Result(
          -state.answers().getFirst().score().value(),
          state.budget().ledger().nfe(),
          state.budget().ledger().rewardCalls());
    }
  }
}
