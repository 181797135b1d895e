package dev.rollover.bench;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchRun;
import java.util.ArrayList;
import java.util.List;

/**
 * The velocity, decode and reward calls of one search, which can be made again bare: the same rows
 * in the same batches, and nothing between them.
 */
final class RecordedCalls {

  private final List<Runnable> calls = new ArrayList<>();
  private int nfe;
  private int decodes;
  private int rewardCalls;

  private RecordedCalls() {}

  /** Runs a search and records its calls. */
  static RecordedCalls of(SearchPlan plan, FlowModel model, Reward reward) {
    RecordedCalls recorded = new RecordedCalls();
    SearchRun run =
        SearchRun.start(
            plan, recorded.new Model(model), recorded.reward(reward), new StoppedClock(), 0);
    while (!run.isOver()) {
      run.advance();
    }
    return recorded;
  }

  /** Makes all calls again, on this thread. */
  void repeat() {
    calls.forEach(Runnable::run);
  }

  /** Latents whose velocity is asked for. */
  int nfe() {
    return nfe;
  }

  /** Latents that are decoded, by whichever decoder. */
  int decodes() {
    return decodes;
  }

  /** Images that are scored. */
  int rewardCalls() {
    return rewardCalls;
  }

  private Reward reward(Reward reward) {
    return images -> score(reward, images);
  }

  private List<Score> score(Reward reward, List<RgbImage> images) {
    calls.add(() -> reward.score(images));
    rewardCalls += images.size();
    return reward.score(images);
  }

  private final class Model implements FlowModel {

    private final FlowModel model;

    private Model(FlowModel model) {
      this.model = model;
    }

    @Override
    public LatentShape latentShape() {
      return model.latentShape();
    }

    @Override
    public double timeShift(int steps) {
      return model.timeShift(steps);
    }

    @Override
    public List<float[]> velocity(List<float[]> latents, double[] times) {
      calls.add(() -> model.velocity(latents, times));
      nfe += latents.size();
      return model.velocity(latents, times);
    }

    @Override
    public List<RgbImage> decode(List<float[]> latents) {
      calls.add(() -> model.decode(latents));
      decodes += latents.size();
      return model.decode(latents);
    }

    @Override
    public boolean hasPreview() {
      return model.hasPreview();
    }

    @Override
    public List<RgbImage> preview(List<float[]> latents) {
      calls.add(() -> model.preview(latents));
      decodes += latents.size();
      return model.preview(latents);
    }

    /** Nothing to give back: the model is its owner's. */
    @Override
    public void close() {}
  }
}
