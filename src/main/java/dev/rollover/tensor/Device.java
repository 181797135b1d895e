package dev.rollover.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import java.util.Optional;

/** A place where tensors live and programs run. */
public final class Device implements AutoCloseable {

  private static final String CPU = "cpu";
  private static final String CUDA = "cuda:";

  /** The compute capability of the first GPUs that compute in bfloat16. */
  private static final int AMPERE = 80;

  private final PtNDManager manager;
  private final Arithmetic arithmetic;

  private Device(Engine engine, ai.djl.Device device) {
    this((PtNDManager) engine.newBaseManager(device), Arithmetic.AUTO);
  }

  Device(PtNDManager manager, Arithmetic arithmetic) {
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
   * @throws IllegalArgumentException if there is no such device
   */
  public Device beside(String name) {
    Engine engine = manager.getEngine();
    if (name.equals(CPU)) {
      return new Device(engine, ai.djl.Device.cpu()).with(arithmetic);
    }
    int number =
        name.matches(CUDA + "\\d{1,3}") ? Integer.parseInt(name.substring(CUDA.length())) : -1;
    if (number < 0 || number >= engine.getGpuCount()) {
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

  /** Whether the weights of a network are widened to float32 here. */
  public boolean widens(long values) {
    return arithmetic.weights().widens(isGpu(), precision(), values);
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
