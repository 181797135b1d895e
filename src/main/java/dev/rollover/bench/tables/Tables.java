package dev.rollover.bench.tables;

import dev.rollover.bench.statistics.Bootstrap;
import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFolder;
import dev.rollover.model.ServedModel;
import dev.rollover.model.flux.FluxFamily;
import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vlm.EndpointProperties;
import dev.rollover.reward.vlm.Endpoints;
import dev.rollover.reward.vqa.VqaRewardKind;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import dev.rollover.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Reruns the paper's tables, and others, on a model and a reward: {@link TablesOptions} says how.
 *
 * <p>Each outcome is kept in the folder's {@code outcomes.jsonl} as soon as it is known, and a
 * rerun goes on from there; {@code call-times.json} is measured first where it is missing, and
 * should be while nothing else runs. Each preset has its report in a folder of its own below.
 *
 * <p>Searches run side by side and share device batches, so the last bits of an answer may differ
 * from one run of a table to the next.
 */
public final class Tables {

  /** What a report is calibrated with: a prompt of the sort that the sets are made of. */
  private static final String CALIBRATION_PROMPT = "three red circles and two blue squares";

  private static final int CALIBRATION_REPEATS = 7;

  /** Calls of endpoints may cost money, and their times differ from one to the next by far more. */
  private static final int ENDPOINT_REPEATS = 1;

  private static final long BOOTSTRAP_SEED = 1;

  private final TablesOptions options;
  private final ServedModel model;
  private final Keys keys;
  private final RewardKinds rewards;
  private final Bootstrap bootstrap = new Bootstrap(BOOTSTRAP_SEED);

  private Tables(TablesOptions options, ServedModel model, Keys keys, RewardKinds rewards) {
    this.options = options;
    this.model = model;
    this.keys = keys;
    this.rewards = rewards;
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Locale.setDefault(Locale.ROOT);
    TablesOptions options = TablesOptions.parse(args);
    List<Preset> presets = new ArrayList<>();
    for (String name : options.presets()) {
      presets.add(Preset.read(name));
    }
    Path file = options.endpoints();
    List<EndpointProperties> configured = file == null ? List.of() : EndpointFile.read(file);
    try (Endpoints endpoints = new Endpoints(configured, Ticker.system());
        Device device = Device.best();
        DeviceWorker worker = new DeviceWorker(options.largestBatch(), DeviceObserver.NONE);
        ModelFolder folder = ModelFolder.open(options.model());
        LoadedModel model =
            new FluxFamily().load(folder.path(), Layout.on(new Place(device, worker)));
        VqaNetwork vqa = VqaNetwork.bundled(device)) {
      endpoints.requireSeeing();
      Keys keys = Keys.of(folder.path(), options.reward(), configured);
      new Tables(options, model, keys, rewards(vqa, worker, endpoints)).run(presets);
    }
  }

  /** Those of the bundled world, those that need nothing, and those of endpoints. */
  private static RewardKinds rewards(VqaNetwork vqa, DeviceWorker worker, Endpoints endpoints) {
    List<RewardKind> kinds = new ArrayList<>(RewardKinds.selfContained().all());
    kinds.add(new VqaRewardKind(vqa, worker, RewardObserver.NONE));
    kinds.addAll(endpoints.kinds());
    return new RewardKinds(kinds);
  }

  private void run(List<Preset> presets)
      throws IOException, InterruptedException, ExecutionException {
    Files.createDirectories(options.out());
    CallTimes times = callTimes();
    try (Outcomes outcomes = Outcomes.open(options.out().resolve("outcomes.jsonl"))) {
      for (int index = 0; index < presets.size(); index++) {
        run(options.presets().get(index), presets.get(index), outcomes, times);
      }
    }
  }

  private void run(String name, Preset preset, Outcomes outcomes, CallTimes times)
      throws IOException, InterruptedException, ExecutionException {
    Integer count = options.count();
    Trials trials =
        new Trials(
            count == null ? preset.count() : count,
            options.seeds(),
            options.promptSeed(),
            options.target());
    TrialRunner runner =
        new TrialRunner(model::prepare, model.sizes().usual(), rewards, options.reward());
    Cells cells = new Cells(trials, keys, outcomes, runner::run, options.atOnce(), times);
    Comparison comparison = new Comparison(preset, cells, bootstrap);
    comparison.run(new Progress(name, System.err, System::nanoTime));
    Report report =
        new Report(preset, Report.Run.of(options, keys, trials), times, comparison.tables());
    Path folder = options.out().resolve(folderName(name));
    new ReportFolder(folder).write(report, cells, bootstrap, !options.isForCount());
    System.out.println(Files.readString(folder.resolve("report.md")));
  }

  /** A preset's own name: of a file without its folder and ending. */
  private static String folderName(String preset) {
    return Path.of(preset).getFileName().toString().replaceFirst("\\.json$", "");
  }

  private CallTimes callTimes() throws IOException {
    Path file = options.out().resolve("call-times.json");
    if (!Files.exists(file)) {
      Files.writeString(file, Json.page(measuredCallTimes()));
    }
    return Json.read(file, CallTimes.class);
  }

  private CallTimes measuredCallTimes() {
    DeviceAccount account = new DeviceAccount(true);
    int size = model.sizes().usual();
    Reward reward = rewards.create(CALIBRATION_PROMPT, options.reward(), account);
    try (FlowModel flow =
        model.prepare(new Conditions(CALIBRATION_PROMPT, size, size, null, account))) {
      return new CallTimesMeasurement(flow, reward, powersOfTwo(), repeats(), System::nanoTime)
          .measure();
    }
  }

  private int repeats() {
    return options.endpoints() == null ? CALIBRATION_REPEATS : ENDPOINT_REPEATS;
  }

  /** Up to the largest batch. */
  private List<Integer> powersOfTwo() {
    return IntStream.iterate(1, rows -> rows <= options.largestBatch(), rows -> 2 * rows)
        .boxed()
        .toList();
  }
}
