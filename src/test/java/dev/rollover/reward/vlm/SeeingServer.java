package dev.rollover.reward.vlm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollover.model.RgbImage;
import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.tensor.Device;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chat server that truly sees: it asks the bundled vision-language model of the picture that it
 * is sent, and is as sure of yes as that is of what stands in the question's quotes. It refuses
 * fields that it does not know, as OpenAI's does, and whoever has not its key.
 *
 * <p>That model has only seen pictures of the bundled world's size. Larger ones, such as a probe's
 * squares, are read by the world's parser.
 */
@NullMarked
public final class SeeingServer implements AutoCloseable {

  public static final String KEY = "sk-of-the-seeing-server";
  public static final int TOKENS_READ = 250;

  private static final JsonMapper JSON = new JsonMapper();

  /** Log odds of yes by the parser where nothing is wrong, and by how much less for each fault. */
  private static final double SURE = 3;

  private final Device device = Device.cpu();
  private final VqaNetwork network = VqaNetwork.bundled(device);
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

  /** Answers again. */
  public void repair() {
    broken = false;
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

  private String answer(JsonNode question) throws IOException {
    JsonNode content = question.at("/messages/0/content");
    String text = content.at("/1/text").asString();
    Caption caption =
        CaptionReader.read(text.substring(text.indexOf('"') + 1, text.lastIndexOf('"')));
    RgbImage image = image(content.at("/0/image_url/url").asString());
    double logOdds =
        image.width() == network.imageSize() ? seen(image, caption) : parsed(image, caption);
    return Answers.sureOfYes(1 / (1 + Math.exp(-logOdds)))
        .replace("\"prompt_tokens\":300", "\"prompt_tokens\":" + TOKENS_READ);
  }

  /** The network is run by one thread at a time. */
  private synchronized double seen(RgbImage image, Caption caption) {
    return network.logOdds(List.of(new VqaNetwork.Row(image.rgb(), caption.text()))).getFirst();
  }

  private static double parsed(RgbImage image, Caption caption) {
    Scene scene = SceneParser.parse(image.rgb(), image.width(), image.height());
    return SURE * (1 - caption.violation(scene));
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
    network.close();
    device.close();
  }
}
