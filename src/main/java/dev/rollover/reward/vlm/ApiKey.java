package dev.rollover.reward.vlm;

import java.util.Optional;

/** A key that shows itself to nobody but the server it is for. */
final class ApiKey {

  private static final String HIDDEN = "…";

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /** As configured; the line end that files end with is none of it. */
  public static ApiKey of(String secret) {
    return new ApiKey(secret.strip());
  }

  /**
   * The header that shows it; none where it is empty.
   *
   * @throws IllegalStateException where a header cannot hold it, without saying it
   */
  Optional<String> header() {
    if (!secret.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
      throw new IllegalStateException("an api-key has letters that a header cannot hold");
    }
    return secret.isEmpty() ? Optional.empty() : Optional.of("Bearer " + secret);
  }

  /** What a server says, without the key should it say that. */
  String hiddenIn(String said) {
    return secret.isEmpty() ? said : said.replace(secret, HIDDEN);
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
