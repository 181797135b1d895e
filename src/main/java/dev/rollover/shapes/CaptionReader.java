package dev.rollover.shapes;

import dev.rollover.shapes.ComparisonCaption.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a prompt as a caption, as people type it: any case, digits for number words, «a» or «an»
 * for one, and any other words in between, which are passed over («a photo of 3 small red
 * circles»).
 */
public final class CaptionReader {

  private static final String COLOURS = alternatives(Stream.of(Colour.values()).map(Colour::word));
  private static final String KIND =
      "(?:%s) (?:%s)".formatted(COLOURS, alternatives(Stream.of(Shape.values()).map(Shape::word)));
  private static final String GROUP =
      "(?:%s) %s".formatted(alternatives(NumberWords.WORDS.stream()), KIND);

  private static final Pattern EACH_GROUP = Pattern.compile(GROUP);
  private static final Pattern COUNTING = Pattern.compile("%s(?: %s)*".formatted(GROUP, GROUP));
  private static final Pattern NEGATION = Pattern.compile("(.+) no (%s)".formatted(KIND));
  private static final Pattern COMPARISON =
      Pattern.compile("(more|fewer) (%s) than (%s)".formatted(KIND, KIND));
  private static final Pattern SPATIAL =
      Pattern.compile("(%s) (left|right|above|below) (%s)".formatted(GROUP, GROUP));

  /** An article that stands before something else than an object, as in «a photo of». */
  private static final Pattern IDLE_ARTICLE = Pattern.compile("\\ba (?!%s)".formatted(COLOURS));

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Map<String, String> ROOTS = roots();

  private CaptionReader() {}

  /**
   * The caption that a prompt is.
   *
   * @throws CaptionException if it is none; the message says what captions can say
   */
  public static Caption read(String prompt) {
    String roots = rootsOf(prompt);
    Matcher match = COMPARISON.matcher(roots);
    if (match.matches()) {
      return new ComparisonCaption(
          comparison(match.group(1)), kind(match.group(2)), kind(match.group(3)));
    }
    match = SPATIAL.matcher(roots);
    if (match.matches()) {
      return new SpatialCaption(
          group(match.group(1)), relation(match.group(2)), group(match.group(3)));
    }
    match = NEGATION.matcher(roots);
    if (match.matches()) {
      return new NegationCaption(groups(match.group(1)), kind(match.group(2)));
    }
    return new CountingCaption(groups(roots));
  }

  /**
   * The kind that some words name, as in «red circle» or «Red circles».
   *
   * @throws CaptionException if they name none
   */
  public static Kind readKind(String words) {
    String roots = rootsOf(words);
    if (!roots.matches(KIND)) {
      throw new CaptionException(
          "«%s» is no kind of object: say one of the colours %s and one of the shapes %s"
              .formatted(
                  words,
                  Stream.of(Colour.values()).map(Colour::word).collect(Collectors.joining(", ")),
                  Stream.of(Shape.values()).map(Shape::word).collect(Collectors.joining(", "))));
    }
    return kind(roots);
  }

  /** Only the words that matter, singular, numbers as words, separated by single spaces. */
  private static String rootsOf(String prompt) {
    String roots =
        BETWEEN_WORDS
            .splitAsStream(prompt.toLowerCase(Locale.ROOT))
            .map(word -> ROOTS.getOrDefault(word, ""))
            .filter(root -> !root.isEmpty())
            .collect(Collectors.joining(" "));
    return IDLE_ARTICLE.matcher(roots + " ").replaceAll("").strip().replaceAll("\\ba ", "one ");
  }

  private static List<Group> groups(String roots) {
    if (!COUNTING.matcher(roots).matches()) {
      throw new CaptionException(
          "no caption can be read; captions are such as «three red circles and two blue squares»,"
              + " «a red circle to the left of a blue square», «more red circles than blue squares»"
              + " and «two green stars and no blue squares»");
    }
    return EACH_GROUP
        .matcher(roots)
        .results()
        .map(MatchResult::group)
        .map(CaptionReader::group)
        .toList();
  }

  private static Group group(String roots) {
    String[] numberAndKind = roots.split(" ", 2);
    return new Group(kind(numberAndKind[1]), NumberWords.WORDS.indexOf(numberAndKind[0]) + 1);
  }

  private static Kind kind(String roots) {
    return Kind.ALL.stream()
        .filter(kind -> kind.singular().equals(roots))
        .findFirst()
        .orElseThrow();
  }

  private static Comparison comparison(String root) {
    return Comparison.valueOf(root.toUpperCase(Locale.ROOT));
  }

  private static Relation relation(String root) {
    return Stream.of(Relation.values())
        .filter(relation -> relation.words().contains(root))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> roots() {
    Map<String, String> roots = new HashMap<>();
    List<String> asTheyAre = new ArrayList<>(NumberWords.WORDS);
    asTheyAre.addAll(List.of("no", "more", "fewer", "than", "left", "right", "above", "below"));
    Stream.of(Colour.values()).map(Colour::word).forEach(asTheyAre::add);
    asTheyAre.forEach(word -> roots.put(word, word));
    for (Shape shape : Shape.values()) {
      roots.put(shape.word(), shape.word());
      roots.put(shape.plural(), shape.word());
    }
    for (int count = 1; count <= Scene.MOST_OBJECTS; count++) {
      roots.put(String.valueOf(count), NumberWords.word(count));
    }
    roots.put("a", "a");
    roots.put("an", "a");
    return Map.copyOf(roots);
  }

  private static String alternatives(Stream<String> words) {
    return words.collect(Collectors.joining("|"));
  }
}
