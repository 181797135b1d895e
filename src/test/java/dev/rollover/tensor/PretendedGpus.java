package dev.rollover.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import org.jspecify.annotations.NullMarked;

/** Devices that say that they are GPUs, for what is planned of them: nothing can be put there. */
@NullMarked
public final class PretendedGpus {

  private PretendedGpus() {}

  /** A pool of GPUs that compute in bfloat16. */
  public static DevicePool pool(int count, DeviceObserver observer) {
    HostThreads host = HostThreads.ofThisProcess();
    DevicePool pool = new DevicePool(host, BatchLimits.ofRows(1), observer);
    Engine engine = Libtorch.engine(host);
    for (int number = 0; number < count; number++) {
      PtNDManager manager = (PtNDManager) engine.newBaseManager(ai.djl.Device.gpu(number));
      Device device = new Device(manager, Arithmetic.AUTO);
      pool.add(device.name(), device, () -> {});
    }
    pool.compute(new Arithmetic(Precision.BFLOAT16, null, WeightKeeping.AUTO));
    return pool;
  }
}
