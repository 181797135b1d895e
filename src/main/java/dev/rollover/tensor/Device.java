package dev.rollover.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;

/** A place where tensors live and programs run. */
public final class Device implements AutoCloseable {

  private final PtNDManager manager;

  private Device(ai.djl.Device device) {
    Engine engine = Engine.getEngine("PyTorch");
    this.manager = (PtNDManager) engine.newBaseManager(device);
  }

  /** The host's processors. */
  public static Device cpu() {
    return new Device(ai.djl.Device.cpu());
  }

  /** The first GPU where there is one, else the host's processors. */
  public static Device best() {
    return new Device(Engine.getEngine("PyTorch").defaultDevice());
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
