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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server's chat interface, one call at a time: {@code POST …/chat/completions}. Which switches it
 * takes is learnt from what it refuses.
 */
final class ChatServer implements AutoCloseable {

  /** Far more than any answer to a question about one picture. */
  private static final long MOST_BYTES = 1 << 20;

  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  private final HttpClient client;
  private final URI address;
  private final String model;
  private final ApiKey key;
  private final Duration timeout;
  private final ObjectNode extra;
  private volatile Switches switches = Switches.ALL;

  /**
   * Nothing is asked yet.
   *
   * @throws IllegalStateException where the key cannot be sent
   */
  ChatServer(EndpointProperties properties) {
    // What sends the first request to another server would send it the key, so nothing is followed.
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(properties.timeout())
            .build();
    address = URI.create(withoutSlash(properties.url().toString()) + "/chat/completions");
    model = properties.model();
    key = properties.apiKey();
    timeout = properties.timeout();
    extra = properties.extraFields();
    var unused = key.header();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * Asks once.
   *
   * @throws ChatException when no answer comes
   */
  ChatAnswer ask(ChatRequest question) {
    Switches turned = switches;
    HttpResponse<byte[]> answer = send(question, turned);
    while (isUnderstoodBadly(answer) && !turned.isLast()) {
      turned = turned.fewer();
      answer = send(question, turned);
    }
    ChatAnswer read = read(answer);
    switches = turned;
    return read;
  }

  /** What a field that a server does not know is answered with, among other things. */
  private static boolean isUnderstoodBadly(HttpResponse<byte[]> answer) {
    return answer.statusCode() == BAD_REQUEST || answer.statusCode() == UNPROCESSABLE;
  }

  private HttpResponse<byte[]> send(ChatRequest question, Switches turned) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question.body(model, turned, extra)));
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

  private ChatAnswer read(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new Refusal(answer).exception(key);
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.contains("json")) {
      throw new ChatException(
          ServiceFailure.GARBLED, "answered with " + type + " in place of JSON");
    }
    try {
      return ChatAnswer.read(answer.body());
    } catch (JacksonException notJson) {
      throw new ChatException(ServiceFailure.GARBLED, "answered with what is not JSON", notJson);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
