package dev.rollover.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;

/** A place where tensors live and programs run. */
public final class Device implements AutoCloseable {

  /** The first generation of GPUs that computes in bfloat16. */
  private static final int AMPERE = 80;

  private final PtNDManager manager;
  private final Arithmetic arithmetic;

  private Device(Engine engine, ai.djl.Device device) {
    this((PtNDManager) engine.newBaseManager(device), Arithmetic.AUTO);
  }

  private Device(PtNDManager manager, Arithmetic arithmetic) {
    this.manager = manager;
    this.arithmetic = arithmetic;
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
      return new Device(engine, ai.djl.Device.cpu()).with(arithmetic);
    }
    int number = Integer.parseInt(name.substring("cuda:".length()));
    if (number >= engine.getGpuCount()) {
      throw new IllegalArgumentException(
          "there is no device %s, but %d GPUs".formatted(name, engine.getGpuCount()));
    }
    return new Device(engine, ai.djl.Device.gpu(number)).with(arithmetic);
  }

  /** The same device, to be used in this one's place, which computes as it is told. */
  public Device with(Arithmetic other) {
    return new Device(manager, other);
  }

  /** The precision of the heavy operations of transformers and encoders. */
  public Precision precision() {
    if (arithmetic.models() != null) {
      return arithmetic.models();
    }
    return hasBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
  }

  /** The precision of what makes images. */
  public Precision decoderPrecision() {
    return arithmetic.decoders() == null ? precision() : arithmetic.decoders();
  }

  private boolean hasBfloat16() {
    return isGpu()
        && Integer.parseInt(CudaUtils.getComputeCapability(manager.getDevice().getDeviceId()))
            >= AMPERE;
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

  boolean widens(long values) {
    return arithmetic.weights().widens(isGpu(), precision(), values);
  }

  /** Opens a scope; what is made in it lives until it is closed. */
  public Scope scope() {
    return new Scope((PtNDManager) manager.newSubManager(), this);
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
