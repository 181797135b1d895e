package dev.rollover.reward.vlm;

import dev.rollover.reward.vlm.EndpointProperties.Circuit;
import dev.rollover.reward.vlm.EndpointProperties.Retries;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

/** What becomes of calls that fail: when they are tried again, and when no more are made. */
final class FailureRules {

  /** Waits are so much longer or shorter by chance, so that jobs do not come back all at once. */
  private static final double RANDOM_SHARE = 0.5;

  private static final double BACKOFF = 2;

  /** Calls that a circuit lets through to see whether the server answers again. */
  private static final int LET_THROUGH = 2;

  private FailureRules() {}

  /**
   * A circuit that opens by the share of calls that speak against the server. It is half open as
   * soon as its time is over, whether or not anybody asks: who is told that it is open does not.
   */
  static CircuitBreaker circuit(String name, Circuit circuit) {
    return CircuitBreaker.of(
        name,
        CircuitBreakerConfig.custom()
            .slidingWindowSize(circuit.calls())
            .minimumNumberOfCalls(circuit.calls() / 2)
            .failureRateThreshold(circuit.failureRate())
            .waitDurationInOpenState(circuit.openFor())
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(LET_THROUGH)
            .ignoreException(failure -> !breaksCircuit(failure))
            .build());
  }

  private static boolean breaksCircuit(Throwable failure) {
    return failure instanceof ChatException chat && chat.breaksCircuit();
  }

  /** Tries of what may pass, after waits that grow, and no shorter than the server asks for. */
  static Retry retry(String name, Retries retries) {
    IntervalFunction backoff =
        IntervalFunction.ofExponentialRandomBackoff(
            retries.first(), BACKOFF, RANDOM_SHARE, retries.longest());
    return Retry.of(
        name,
        RetryConfig.<ChatAnswer>custom()
            .maxAttempts(retries.tries())
            .retryOnException(failure -> isWorthAnotherTry(failure, retries.longest()))
            .intervalBiFunction((tried, last) -> Math.max(backoff.apply(tried), wished(last)))
            .build());
  }

  private static boolean isWorthAnotherTry(Throwable failure, Duration longest) {
    return failure instanceof ChatException chat
        && chat.passes()
        && chat.retryAfter().compareTo(longest) <= 0;
  }

  /** Milliseconds that the server itself wants to be left alone. */
  private static long wished(Either<Throwable, ChatAnswer> last) {
    return last.isLeft() && last.getLeft() instanceof ChatException chat
        ? chat.retryAfter().toMillis()
        : 0;
  }
}
