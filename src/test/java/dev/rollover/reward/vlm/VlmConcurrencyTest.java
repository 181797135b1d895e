package dev.rollover.reward.vlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollover.PropertyBinding;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullMarked
class VlmConcurrencyTest {

  private static final int BOUND = 3;
  private static final int IMAGES = 5;

  private final Semaphore answers = new Semaphore(0);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private HttpServer server;
  private VlmEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
    Map<String, String> properties =
        Map.of(
            "rollover.rewards.vlm[0].url",
            "http://localhost:%d/v1/".formatted(server.getAddress().getPort()),
            "rollover.rewards.vlm[0].model",
            "qwen",
            "rollover.rewards.vlm[0].concurrency",
            String.valueOf(BOUND));
    endpoint =
        new VlmEndpoint(
            PropertyBinding.bind("rollover.rewards", RewardProperties.class, properties)
                .vlm()
                .getFirst(),
            RewardObserver.NONE,
            DeviceObserver.NONE,
            Ticker.system());
  }

  @AfterEach
  void stop() {
    endpoint.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(open.incrementAndGet(), Math::max);
    answers.acquireUninterruptibly();
    open.decrementAndGet();
    byte[] body = Answers.sureOfYes(0.9).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void as_many_questions_run_at_a_time_as_configured_and_no_more_whosever_they_are() {
    Judge judge = new Judge(endpoint);
    VlmRewardKind kind = new VlmRewardKind(judge, new VlmProbe(judge));
    List<RgbImage> images = IntStream.range(0, IMAGES).mapToObj(ChatStub::image).toList();
    List<CompletableFuture<List<Score>>> jobs =
        IntStream.range(0, 2)
            .mapToObj(job -> kind.create("one red circle", Map.of(), new DeviceAccount(false)))
            .map(reward -> CompletableFuture.supplyAsync(() -> reward.score(images)))
            .toList();
    await().until(() -> open.get() == BOUND);
    answers.release(2 * IMAGES);
    jobs.forEach(job -> assertThat(job.join()).hasSize(IMAGES).allMatch(Score::isKnown));
    assertThat(most).hasValue(BOUND);
  }
}
