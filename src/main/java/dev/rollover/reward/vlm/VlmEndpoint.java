package dev.rollover.reward.vlm;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Caller;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardNotAwaitedException;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.ServiceFailure;
import dev.rollover.reward.vlm.EndpointProperties.WhenOpen;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A server that all jobs ask, no more than so many questions at a time. What fails is asked again
 * after a while; a server that fails too often is left alone, while jobs wait or fail as
 * configured.
 */
final class VlmEndpoint implements AutoCloseable {

  /** What such a call is named, as of rewards that a device computes. */
  private static final String OPERATION = "reward";

  private final EndpointProperties properties;
  private final ChatServer server;
  private final RewardObserver observer;
  private final DeviceObserver calls;
  private final Ticker ticker;
  private final Semaphore slots;
  private final CircuitBreaker circuit;
  private final Retry retry;

  /**
   * Nothing is asked yet.
   *
   * @param observer hears of each call
   * @param calls hears of callers that wait for their images' scores, and how long
   */
  VlmEndpoint(
      EndpointProperties properties, RewardObserver observer, DeviceObserver calls, Ticker ticker) {
    this.properties = properties;
    this.server = new ChatServer(properties);
    this.observer = observer;
    this.calls = calls;
    this.ticker = ticker;
    this.slots = new Semaphore(properties.concurrency(), true);
    this.circuit = FailureRules.circuit(properties.name(), properties.circuit());
    this.retry = FailureRules.retry(properties.name(), properties.retry());
  }

  EndpointProperties properties() {
    return properties;
  }

  String name() {
    return properties.name();
  }

  /** Hears of what comes of its answers. */
  RewardObserver observer() {
    return observer;
  }

  CircuitBreaker.State state() {
    return circuit.getState();
  }

  /** A job that has asked nothing yet, and waits whatever comes. */
  Asker asker() {
    return new Asker(new UseAccount(), new Waits(name(), Caller.PATIENT, Thread::sleep));
  }

  /** Asks the server which tokens say yes and no, for those questions that are answered so. */
  void learnAnswerTokens() {
    server.learnAnswerTokens();
  }

  /**
   * Does something with each of some images' pictures, as many at a time as the server is to get.
   *
   * @param reward for which it is done, by its name
   * @param asker for whom
   * @throws RewardFailedException when it fails for one
   * @throws RewardNotAwaitedException when the asker leaves while one waits; all are given up then
   */
  <R> List<R> eachOf(String reward, List<RgbImage> images, Asker asker, Function<String, R> work) {
    Stopwatch round = Stopwatch.start(ticker);
    try (DeviceObserver.Wait wait = calls.waits(OPERATION, images.size())) {
      List<R> results = eachOf(images, asker, work, wait);
      calls.timed(
          new BatchKey(reward, OPERATION, "any image"),
          images.size(),
          Duration.ofNanos(round.nanos()));
      return results;
    }
  }

  private <R> List<R> eachOf(
      List<RgbImage> images, Asker asker, Function<String, R> work, DeviceObserver.Wait wait) {
    try {
      return Concurrently.map(
          images,
          properties.concurrency(),
          image -> work.apply(Picture.address(image, properties.maxPixels())),
          asker.waits()::look);
    } catch (RuntimeException failure) {
      wait.failed(failure);
      throw failure;
    }
  }

  /**
   * The answer to a question, as soon as there is one.
   *
   * @throws RewardFailedException when there is none after all tries, or none is to be had now
   */
  ChatAnswer ask(ChatRequest question, Asker asker) {
    try {
      return inTries(question, asker);
    } catch (ChatException failure) {
      throw new RewardFailedException(name(), failure.getMessage(), isLasting(failure), failure);
    }
  }

  private ChatAnswer inTries(ChatRequest question, Asker asker) {
    Retry.AsyncContext<ChatAnswer> tries = retry.asyncContext();
    while (true) {
      try {
        ChatAnswer answer = inTurn(question, asker);
        tries.onComplete();
        return answer;
      } catch (ChatException failure) {
        long millis = tries.onError(failure);
        if (millis < 0) {
          throw failure;
        }
        pause(asker, Duration.ofMillis(millis));
      }
    }
  }

  private static boolean isLasting(ChatException failure) {
    return failure.kind() == ServiceFailure.REFUSED;
  }

  private ChatAnswer inTurn(ChatRequest question, Asker asker) {
    Stopwatch waiting = Stopwatch.start(ticker);
    while (true) {
      take(asker);
      try {
        return circuit.executeSupplier(() -> timed(question, asker.account()));
      } catch (CallNotPermittedException open) {
        requirePatience(waiting, open);
      } finally {
        slots.release();
      }
      pause(asker, Concurrently.LOOK_EVERY);
    }
  }

  private void requirePatience(Stopwatch waiting, CallNotPermittedException open) {
    if (properties.circuit().whenOpen() == WhenOpen.FAIL
        || waiting.hasPassed(properties.circuit().patience())) {
      throw new RewardFailedException(
          name(), "has failed too often and is not asked at present", false, open);
    }
  }

  private ChatAnswer timed(ChatRequest question, UseAccount account) {
    Stopwatch call = Stopwatch.start(ticker);
    try {
      ChatAnswer answer = server.ask(question);
      TokenCount tokens = answer.tokens();
      account.charge(call.nanos(), tokens, properties.price().usd(tokens));
      observer.answered(name(), Duration.ofNanos(call.nanos()), tokens.read(), tokens.said());
      return answer;
    } catch (ChatException failure) {
      account.charge(call.nanos(), TokenCount.NONE, 0);
      observer.failed(name(), failure.kind());
      throw failure;
    }
  }

  /** Waits for a slot, unless one is free; zero seconds, other than none, heed who came before. */
  private void take(Asker asker) {
    try {
      if (!slots.tryAcquire(0, TimeUnit.SECONDS)) {
        asker.waits().during(slots::acquire);
      }
    } catch (InterruptedException given) {
      throw interrupted(given);
    }
  }

  private static void pause(Asker asker, Duration time) {
    try {
      asker.waits().pause(time);
    } catch (InterruptedException given) {
      throw interrupted(given);
    }
  }

  private static ChatException interrupted(InterruptedException given) {
    Thread.currentThread().interrupt();
    return new ChatException(ServiceFailure.INTERRUPTED, "was not waited for any longer", given);
  }

  @Override
  public void close() {
    server.close();
  }
}
