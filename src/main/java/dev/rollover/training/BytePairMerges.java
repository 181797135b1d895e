package dev.rollover.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Byte-pair merges that build every one of some words into a single token.
 *
 * <p>The usual training: the most frequent pair of neighbours in the words is merged everywhere,
 * and so on. An encoder that applies the merges in their order passes through the same states, so
 * that at the end each of the words is one token for it too. The last character of a word carries
 * the mark {@code </w>}.
 *
 * @param alphabet the single characters, without and with the mark, that merging begins with
 * @param merges in the order in which they are to be applied
 */
record BytePairMerges(List<String> alphabet, List<Merge> merges) {

  static final String END_OF_WORD = "</w>";

  /** Two neighbours that become one token. */
  record Merge(String left, String right) {

    String merged() {
      return left + right;
    }
  }

  static BytePairMerges of(List<String> words) {
    List<List<String>> pieces =
        new ArrayList<>(words.stream().map(BytePairMerges::characters).toList());
    List<String> alphabet =
        pieces.stream()
            .flatMap(List::stream)
            .map(piece -> piece.substring(0, 1))
            .distinct()
            .sorted()
            .flatMap(character -> Stream.of(character, character + END_OF_WORD))
            .toList();
    List<Merge> merges = new ArrayList<>();
    while (pieces.stream().anyMatch(word -> word.size() > 1)) {
      Merge merge = mostFrequentPair(pieces);
      merges.add(merge);
      pieces.replaceAll(word -> apply(merge, word));
    }
    return new BytePairMerges(alphabet, List.copyOf(merges));
  }

  private static List<String> characters(String word) {
    int last = word.length() - 1;
    return IntStream.rangeClosed(0, last)
        .mapToObj(at -> word.charAt(at) + (at == last ? END_OF_WORD : ""))
        .toList();
  }

  /** Of equally frequent pairs the first in the order of the alphabet, so that files are stable. */
  private static Merge mostFrequentPair(List<List<String>> words) {
    Map<Merge, Integer> frequencies = new LinkedHashMap<>();
    for (List<String> word : words) {
      for (int at = 0; at + 1 < word.size(); at++) {
        frequencies.merge(new Merge(word.get(at), word.get(at + 1)), 1, Integer::sum);
      }
    }
    Comparator<Merge> byFrequency =
        Comparator.comparing(pair -> -Objects.requireNonNull(frequencies.get(pair)));
    return frequencies.keySet().stream()
        .min(byFrequency.thenComparing(Merge::left).thenComparing(Merge::right))
        .orElseThrow();
  }

  private static List<String> apply(Merge merge, List<String> word) {
    List<String> merged = new ArrayList<>(word.size());
    for (int at = 0; at < word.size(); at++) {
      boolean matches =
          at + 1 < word.size()
              && word.get(at).equals(merge.left())
              && word.get(at + 1).equals(merge.right());
      merged.add(matches ? merge.merged() : word.get(at));
      at += matches ? 1 : 0;
    }
    return merged;
  }
}
