package dev.rollover.reward;

import java.time.Duration;
import java.util.List;

/** Several observers as one. */
record RewardObservers(List<RewardObserver> observers) implements RewardObserver {

  RewardObservers {
    observers = List.copyOf(observers);
  }

  @Override
  public void answered(String name, Duration time, long read, long said) {
    observers.forEach(observer -> observer.answered(name, time, read, said));
  }

  @Override
  public void failed(String name, ServiceFailure failure) {
    observers.forEach(observer -> observer.failed(name, failure));
  }

  @Override
  public void covered(String name, double coverage) {
    observers.forEach(observer -> observer.covered(name, coverage));
  }

  @Override
  public void unknown(String name) {
    observers.forEach(observer -> observer.unknown(name));
  }
}
