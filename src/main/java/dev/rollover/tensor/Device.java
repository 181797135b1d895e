package dev.rollover.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;

/** A place where tensors live and programs run. */
public final class Device implements AutoCloseable {

  private static final String CPU = "cpu";
  private static final String CUDA = "cuda:";

  private final PtNDManager manager;

  private Device(Engine engine, ai.djl.Device device) {
    this.manager = (PtNDManager) engine.newBaseManager(device);
  }

  /** The host's processors, as many as this process may use. */
  public static Device cpu() {
    return new Device(Libtorch.engine(HostThreads.ofThisProcess()), ai.djl.Device.cpu());
  }

  /** The first GPU where there is one, else the host's processors, as many as may be used. */
  public static Device best() {
    return best(HostThreads.ofThisProcess());
  }

  /** The first GPU where there is one, else the host's processors, used as it is told. */
  public static Device best(HostThreads host) {
    Engine engine = Libtorch.engine(host);
    return new Device(engine, engine.defaultDevice());
  }

  /**
   * Another device beside this one.
   *
   * @param name {@code cpu} for the host's processors, or {@code cuda:0} and so on for a GPU
   * @throws IllegalArgumentException if there is no such device
   */
  public Device beside(String name) {
    Engine engine = manager.getEngine();
    if (name.equals(CPU)) {
      return new Device(engine, ai.djl.Device.cpu());
    }
    int number = name.matches(CUDA + "\\d{1,3}") ? Integer.parseInt(name.substring(CUDA.length())) : -1;
    if (number < 0 || number >= engine.getGpuCount()) {
      throw new IllegalArgumentException(
          "there is no device %s, but %d GPUs".formatted(name, engine.getGpuCount()));
    }
    return new Device(engine, ai.djl.Device.gpu(number));
  }

  /** {@code cpu}, or {@code cuda:0} and so on. */
  public String name() {
    return isGpu() ? CUDA + manager.getDevice().getDeviceId() : CPU;
  }

  /** The threads that compute at once on the host's processors, as libtorch has it. */
  public int hostThreads() {
    return JniUtils.getNumThreads();
  }

  /** Whether it is a GPU, not the host's processors. */
  public boolean isGpu() {
    return manager.getDevice().isGpu();
  }

  /** What the memory of a GPU holds at present, whoever put it there; none of the host. */
  public Optional<DeviceMemory> memory() {
    return isGpu() ? Optional.of(DeviceMemory.of(manager.getDevice())) : Optional.empty();
  }

  ai.djl.Device djl() {
    return manager.getDevice();
  }

  /** Opens a scope; what is made in it lives until it is closed. */
  public Scope scope() {
    return new Scope((PtNDManager) manager.newSubManager());
  }

  /** Tensors alive on this device, in scopes and programs. */
  public int liveTensors() {
    return Scope.count(manager);
  }

  @Override
  public void close() {
    manager.close();
  }
}
