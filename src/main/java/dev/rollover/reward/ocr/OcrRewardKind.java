package dev.rollover.reward.ocr;

import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.Params;
import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.NetworkReward;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How near what is written in an image comes to what shall be written there ({@link WantedText}).
 */
final class OcrRewardKind implements RewardKind, AutoCloseable {

  static final String NAME = "ocr";

  private static final String TEXT = "text";
  private static final String CASE_SENSITIVE = "case_sensitive";
  private static final int LONGEST = 500;
  private static final BatchKey ANY_IMAGE = new BatchKey(NAME, "reward", "any image");

  private final OnDevice<LazyReader> reader;
  private final DeviceCalls calls;
  private final RewardObserver observer;

  /**
   * Offers a reader.
   *
   * @param calls the way to it: one image may take a second
   */
  OcrRewardKind(OnDevice<LazyReader> reader, DeviceCalls calls, RewardObserver observer) {
    this.reader = reader;
    this.calls = calls;
    this.observer = observer;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "How near the text in the image comes to what shall be written there: 1 minus the edit"
        + " distance by the longer one's length, from 0 to 1. White space does not count.";
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(
        TEXT,
        "what shall be written, at most %d characters; what the prompt has in quotation marks"
            .formatted(LONGEST));
    parameters.put(CASE_SENSITIVE, "whether capitals differ from small letters; false");
    return parameters;
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters())
        .text(TEXT, LONGEST, null)
        .flag(CASE_SENSITIVE, false)
        .build();
  }

  @Override
  public Optional<String> outage() {
    return reader.network().failure();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    Params read = new Params(params, CASE_SENSITIVE, TEXT);
    String text = read.text(TEXT, QuotedText.of(prompt), LONGEST);
    boolean isCaseSensitive = read.flag(CASE_SENSITIVE, false);
    read.refuseFaults();
    WantedText wanted = new WantedText(text, isCaseSensitive);
    if (wanted.isEmpty()) {
      throw new InvalidRewardException(
          "params." + TEXT,
          params.containsKey(TEXT)
              ? "must have signs that can be read"
              : "must be given, since the prompt has nothing in quotation marks");
    }
    DeviceAccount free = new DeviceAccount(false); // Only the device's time has a price.
    return new NetworkReward(
        NAME,
        free,
        observer,
        images -> {
          TextReader network = reader.network().get();
          List<List<Reading>> readings =
              calls.submit(
                  ANY_IMAGE, images, rows -> rows.stream().map(network::read).toList(), free);
          return readings.stream().map(wanted::score).toList();
        });
  }

  @Override
  public void close() {
    reader.close();
  }
}
