package dev.rollover.reward.owl;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** English nouns in the singular, from the plurals that prompts have. */
final class Singular {

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("people", "person"),
          Map.entry("men", "man"),
          Map.entry("women", "woman"),
          Map.entry("children", "child"),
          Map.entry("mice", "mouse"),
          Map.entry("geese", "goose"),
          Map.entry("feet", "foot"),
          Map.entry("teeth", "tooth"),
          Map.entry("oxen", "ox"),
          Map.entry("dice", "die"),
          Map.entry("cacti", "cactus"),
          Map.entry("buses", "bus"),
          Map.entry("lenses", "lens"),
          Map.entry("gases", "gas"),
          Map.entry("knives", "knife"),
          Map.entry("wives", "wife"),
          Map.entry("leaves", "leaf"),
          Map.entry("loaves", "loaf"),
          Map.entry("wolves", "wolf"),
          Map.entry("calves", "calf"),
          Map.entry("shelves", "shelf"),
          Map.entry("scarves", "scarf"),
          Map.entry("elves", "elf"),
          Map.entry("axes", "axe"),
          Map.entry("movies", "movie"),
          Map.entry("cookies", "cookie"),
          Map.entry("ties", "tie"),
          Map.entry("pies", "pie"),
          Map.entry("shoes", "shoe"),
          Map.entry("horseshoes", "horseshoe"),
          Map.entry("toes", "toe"),
          Map.entry("canoes", "canoe"));

  private static final Set<String> UNCHANGED =
      Set.of(
          "sheep",
          "fish",
          "deer",
          "aircraft",
          "moose",
          "bison",
          "salmon",
          "trout",
          "squid",
          "scissors",
          "glasses",
          "sunglasses",
          "trousers",
          "jeans",
          "pants",
          "binoculars");

  private Singular() {}

  /** The singular; absent where the word has no plural's form. */
  static Optional<String> of(String plural) {
    if (UNCHANGED.contains(plural)) {
      return Optional.of(plural);
    }
    String known = IRREGULAR.get(plural);
    return known != null ? Optional.of(known) : regular(plural);
  }

  private static Optional<String> regular(String plural) {
    if (!plural.matches(".{2,}s") || plural.matches(".*(ss|us|is)")) {
      return Optional.empty();
    }
    if (plural.matches(".+[^aeiou]ies")) {
      return Optional.of(plural.substring(0, plural.length() - 3) + "y");
    }
    boolean endsInEs = plural.matches(".+(ch|sh|ss|x|zz|[^aeiou]o)es");
    return Optional.of(plural.substring(0, plural.length() - (endsInEs ? 2 : 1)));
  }
}
