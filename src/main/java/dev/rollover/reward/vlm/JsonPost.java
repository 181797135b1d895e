package dev.rollover.reward.vlm;

import dev.rollover.reward.ServiceFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to a server, with its key, and waits no longer than configured for all of an answer.
 */
final class JsonPost implements AutoCloseable {

  /** Far more than any answer to a question about one picture. */
  private static final long MOST_BYTES = 1 << 20;

  private final HttpClient client;
  private final ApiKey key;
  private final Duration timeout;

  /**
   * Nothing is sent yet.
   *
   * @throws IllegalStateException where the key cannot be sent
   */
  JsonPost(ApiKey key, Duration timeout) {
    // What sends the first request to another server would send it the key, so nothing is followed.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
    this.key = key;
    this.timeout = timeout;
    var unused = key.header();
  }

  /**
   * What is answered, whatever its status.
   *
   * @throws ChatException when nothing is
   */
  HttpResponse<byte[]> send(URI address, byte[] json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    key.header().ifPresent(shown -> request.header("Authorization", shown));
    return await(
        () ->
            client.send(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)));
  }

  /**
   * The client's own time limit ends with the headers; this one does with the last byte. The client
   * has asynchronous calls too, but ends them on the common pool, where others may compute.
   */
  private HttpResponse<byte[]> await(Callable<HttpResponse<byte[]>> call) {
    FutureTask<HttpResponse<byte[]>> coming = new FutureTask<>(call);
    Thread.ofVirtual().name("chat-call").start(coming);
    try {
      return coming.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      coming.cancel(true);
      throw new ChatException(ServiceFailure.LATE, "did not answer within " + timeout, late);
    } catch (InterruptedException given) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw new ChatException(ServiceFailure.INTERRUPTED, "was not waited for any longer", given);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw new ChatException(
          ServiceFailure.UNREACHABLE, "could not be asked: " + reason(cause), cause);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : String.valueOf(cause);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
