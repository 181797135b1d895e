package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.HeldWorker;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/** A model on a worker of its own whose calls can be made to wait, so that they share a batch. */
@NullMarked
public final class SharedCalls implements AutoCloseable {

  private static final int MOST_ROWS = 8;

  private final List<String> batches = Collections.synchronizedList(new ArrayList<>());
  private final Device device = Device.cpu();
  private final HeldWorker worker;
  private final LoadedModel model;

  private SharedCalls(Path folder, ModelFamily family) throws IOException {
    DeviceObserver observer =
        (String operation, int rows, int calls, Duration time) ->
            batches.add(operation + " " + rows);
    worker = new HeldWorker(MOST_ROWS, observer);
    model = family.load(folder, Layout.on(new Place(device, worker.worker())));
  }

  /** Loads a model. */
  public static SharedCalls of(Path folder, ModelFamily family) throws IOException {
    return new SharedCalls(folder, family);
  }

  /** One of the calls. */
  public interface Call<F, A> {
    A of(F flow, int row);
  }

  public FlowModel prepare(Conditions conditions) {
    return model.prepare(conditions);
  }

  /** Calls that wait for the device at the same time; once. */
  public <A> List<A> together(List<FlowModel> flows, Call<FlowModel, A> call) {
    worker.hold();
    List<CompletableFuture<A>> waiting = new ArrayList<>();
    for (int row = 0; row < flows.size(); row++) {
      int index = row;
      waiting.add(worker.waiting(row + 1, () -> call.of(flows.get(index), index)));
    }
    worker.release();
    return waiting.stream().map(CompletableFuture::join).toList();
  }

  /** The last batch: its operation and rows. */
  public String last() {
    return batches.getLast();
  }

  @Override
  public void close() {
    worker.close();
    model.close();
    device.close();
  }
}
