package dev.rollover.tensor;

import java.time.Duration;
import java.util.List;

/** Observers that all hear of the same, in their order. */
record DeviceObservers(List<DeviceObserver> observers) implements DeviceObserver {

  DeviceObservers {
    observers = List.copyOf(observers);
  }

  @Override
  public void ran(String operation, int rows, int calls, Duration time) {
    observers.forEach(observer -> observer.ran(operation, rows, calls, time));
  }

  @Override
  public void timed(BatchKey key, int rows, Duration time) {
    observers.forEach(observer -> observer.timed(key, rows, time));
  }

  @Override
  public DeviceObserver of(String worker) {
    return new DeviceObservers(observers.stream().map(observer -> observer.of(worker)).toList());
  }

  @Override
  public void ranOutOfMemory(String operation, int rows) {
    observers.forEach(observer -> observer.ranOutOfMemory(operation, rows));
  }

  @Override
  public void failed(String operation) {
    observers.forEach(observer -> observer.failed(operation));
  }

  @Override
  public Wait waits(String operation, int rows) {
    return new Waits(observers.stream().map(observer -> observer.waits(operation, rows)).toList());
  }

  /** One wait as all of them see it; what began last ends first. */
  private record Waits(List<Wait> waits) implements Wait {

    @Override
    public void failed(Throwable failure) {
      waits.forEach(wait -> wait.failed(failure));
    }

    @Override
    public void close() {
      waits.reversed().forEach(Wait::close);
    }
  }
}
