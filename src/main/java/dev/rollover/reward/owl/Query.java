package dev.rollover.reward.owl;

/** What a network is asked for in an image, made of the name of a kind. */
final class Query {

  static final String PLACE = "{class}";
  static final int LONGEST = 200;

  /** One line with the place of the kind's name. */
  static final String ALLOWED = "(?=.{1,200}$).*\\{class\\}.*";

  private Query() {}

  static String of(String pattern, String kind) {
    return pattern.replace(PLACE, kind);
  }
}
