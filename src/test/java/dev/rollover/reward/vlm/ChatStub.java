package dev.rollover.reward.vlm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.rollover.PropertyBinding;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Caller;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.RewardUse;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.time.Ticker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chat server that answers what it is told to, and rewards that ask it. */
@NullMarked
final class ChatStub implements AutoCloseable {

  static final String KEY = "sk-secret-of-the-operator";
  static final String PATH = "/v1/chat/completions";

  private static final JsonMapper JSON = new JsonMapper();

  final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final Map<String, String> properties = new HashMap<>();
  private final List<VlmEndpoint> endpoints = new ArrayList<>();
  private RewardObserver observer = RewardObserver.NONE;
  private DeviceObserver calls = DeviceObserver.NONE;

  ChatStub() {
    server.start();
    with("url", server.baseUrl() + "/v1");
    with("model", "qwen");
    with("api-key", KEY);
    with("retry.first", "1ms");
    with("retry.longest", "20ms");
  }

  ChatStub with(String property, String value) {
    properties.put("rollover.rewards.vlm[0]." + property, value);
    return this;
  }

  ChatStub heardBy(RewardObserver listener) {
    observer = listener;
    return this;
  }

  ChatStub timedBy(DeviceObserver listener) {
    calls = listener;
    return this;
  }

  /** Answers every question from now on. */
  void answers(String json) {
    answers(json(json));
  }

  void answers(ResponseDefinitionBuilder response) {
    server.stubFor(question().willReturn(response));
  }

  /** Answers questions about a picture. */
  void answersAbout(RgbImage image, String json) {
    answersAbout(image, json(json));
  }

  void answersAbout(RgbImage image, ResponseDefinitionBuilder response) {
    String picture = Picture.address(image, Integer.MAX_VALUE);
    server.stubFor(question().withRequestBody(containing(picture)).willReturn(response));
  }

  /** Answers the first question with the first, and so on; the last one for ever. */
  void answersInTurn(ResponseDefinitionBuilder... responses) {
    for (int turn = 0; turn < responses.length; turn++) {
      server.stubFor(
          question()
              .inScenario("turns")
              .whenScenarioStateIs(turn == 0 ? Scenario.STARTED : "turn " + turn)
              .willSetStateTo("turn " + Math.min(turn + 1, responses.length - 1))
              .willReturn(responses[turn]));
    }
  }

  private static MappingBuilder question() {
    return post(PATH);
  }

  static ResponseDefinitionBuilder json(String json) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(json);
  }

  static ResponseDefinitionBuilder status(int status) {
    return json("{\"error\":{\"message\":\"no, %s\"}}".formatted(KEY)).withStatus(status);
  }

  VlmEndpoint endpoint() {
    EndpointProperties bound =
        PropertyBinding.bind("rollover.rewards", RewardProperties.class, properties)
            .vlm()
            .getFirst();
    VlmEndpoint endpoint = new VlmEndpoint(bound, observer, calls, Ticker.system());
    endpoints.add(endpoint);
    return endpoint;
  }

  VlmRewardKind kind() {
    return kind(VlmRewardKind::new);
  }

  <K extends RewardKind> K kind(BiFunction<Judge, VlmProbe, K> kind) {
    Judge judge = new Judge(endpoint());
    return kind.apply(judge, new VlmProbe(judge));
  }

  Reward reward(Map<String, Object> params) {
    return kind().create("one red circle", params, new DeviceAccount(false));
  }

  Reward reward() {
    return reward(Map.of());
  }

  /** A job that waits whatever comes. */
  static Asker asker() {
    return asker(Thread::sleep);
  }

  /** A job that waits in a way of its own. */
  static Asker asker(Waits.Pause pause) {
    return new Asker(new UseAccount(), new Waits("vlm", Caller.PATIENT, pause));
  }

  static RewardUse use(Reward reward) {
    return reward.used().getOrDefault("vlm", RewardUse.NONE);
  }

  int asked() {
    return questions().size();
  }

  /** The bodies of what was asked so far, in order. */
  List<JsonNode> questions() {
    return server.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(PATH))).stream()
        .map(request -> JSON.readTree(request.getBodyAsString()))
        .toList();
  }

  /** An image of one colour. */
  static RgbImage image(int grey) {
    byte[] rgb = new byte[3 * 8 * 8];
    Arrays.fill(rgb, (byte) grey);
    return new RgbImage(8, 8, rgb);
  }

  @Override
  public void close() {
    endpoints.forEach(VlmEndpoint::close);
    server.stop();
  }
}
