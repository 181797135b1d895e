package dev.rollover.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/** A place where tensors live and programs run. */
public final class Device implements AutoCloseable {

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
   * @throws IllegalArgumentException if there is no such GPU
   */
  public Device beside(String name) {
    Engine engine = manager.getEngine();
    if (name.equals("cpu")) {
      return new Device(engine, ai.djl.Device.cpu());
    }
    int number = Integer.parseInt(name.substring("cuda:".length()));
    if (number >= engine.getGpuCount()) {
      throw new IllegalArgumentException(
          "there is no device %s, but %d GPUs".formatted(name, engine.getGpuCount()));
    }
    return new Device(engine, ai.djl.Device.gpu(number));
  }

  /** The threads that compute at once on the host's processors, as libtorch has it. */
  public int hostThreads() {
    return JniUtils.getNumThreads();
  }

  /** Whether it is a GPU, not the host's processors. */
  public boolean isGpu() {
    return manager.getDevice().isGpu();
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
