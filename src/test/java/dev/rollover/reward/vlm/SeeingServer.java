package dev.rollover.reward.vlm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollover.model.RgbImage;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.SceneParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chat server that truly sees: it reads the picture that it is sent with the bundled world's
 * parser, and is the surer of yes the closer that is to what stands in the question's quotes. It
 * refuses fields that it does not know, as OpenAI's does, and whoever has not its key.
 */
@NullMarked
public final class SeeingServer implements AutoCloseable {

  public static final String KEY = "sk-of-the-seeing-server";
  public static final int TOKENS_READ = 250;

  private static final JsonMapper JSON = new JsonMapper();

  /** How sure it is of yes where nothing is wrong, and by how much less for each fault. */
  private static final double SURE = 3;

  private final HttpServer server;
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean broken;

  public SeeingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  public String url() {
    return "http://localhost:%d/v1".formatted(server.getAddress().getPort());
  }

  /** Questions that it has answered. */
  public int answered() {
    return answered.get();
  }

  /** Answers nothing any more. */
  public void breakDown() {
    broken = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    if (broken) {
      send(exchange, 503, "{\"error\":{\"message\":\"no model is loaded\"}}");
    } else if (!("Bearer " + KEY).equals(key)) {
      send(exchange, 401, "{\"error\":{\"message\":\"who is %s?\"}}".formatted(key));
    } else if (question.has("chat_template_kwargs") || question.has("reasoning_effort")) {
      send(exchange, 400, "{\"error\":{\"message\":\"unrecognized request argument\"}}");
    } else {
      send(exchange, 200, answer(question));
      answered.incrementAndGet();
    }
  }

  private static String answer(JsonNode question) throws IOException {
    JsonNode content = question.at("/messages/0/content");
    String text = content.at("/1/text").asString();
    String caption = text.substring(text.indexOf('"') + 1, text.lastIndexOf('"'));
    RgbImage image = image(content.at("/0/image_url/url").asString());
    double violation =
        CaptionReader.read(caption)
            .violation(SceneParser.parse(image.rgb(), image.width(), image.height()));
    double odds = Math.exp(SURE * (1 - violation));
    return Answers.sureOfYes(odds / (1 + odds))
        .replace("\"prompt_tokens\":300", "\"prompt_tokens\":" + TOKENS_READ);
  }

  private static RgbImage image(String address) throws IOException {
    byte[] png = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    return RgbImage.of(ImageIO.read(new ByteArrayInputStream(png)));
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
