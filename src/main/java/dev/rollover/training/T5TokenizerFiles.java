package dev.rollover.training;

import dev.rollover.shapes.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A T5 tokenizer of whole words: the pieces of its Unigram model are «▁word» for every word, and
 * the comma. Ids as in every T5: 0 pads, 1 ends, 2 is the unknown.
 */
final class T5TokenizerFiles {

  private static final String PAD = "<pad>";
  private static final String END = "</s>";
  private static final String UNKNOWN = "<unk>";
  private static final String WORD_START = "▁";

  private T5TokenizerFiles() {}

  static Map<String, String> contents() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tokenizer.json", Json.write(tokenizer()));
    files.put("tokenizer_config.json", Json.write(config()));
    files.put("special_tokens_map.json", Json.write(specialTokens()));
    return files;
  }

  /** How many ids there are. */
  static int vocabulary() {
    return pieces().size();
  }

  static List<String> pieces() {
    List<String> pieces = new ArrayList<>(List.of(PAD, END, UNKNOWN));
    Vocabulary.words().forEach(word -> pieces.add(WORD_START + word));
    pieces.add(Vocabulary.COMMA);
    return pieces;
  }

  private static Map<String, Object> tokenizer() {
    return Json.object(
        "version", "1.0",
        "truncation", null,
        "padding", null,
        "added_tokens",
            List.of(Json.addedToken(0, PAD), Json.addedToken(1, END), Json.addedToken(2, UNKNOWN)),
        "normalizer", Json.object("type", "Lowercase"),
        "pre_tokenizer",
            Json.object(
                "type",
                "Sequence",
                "pretokenizers",
                List.of(Json.object("type", "WhitespaceSplit"), metaspace())),
        "post_processor", endAppender(),
        "decoder", metaspace(),
        "model",
            Json.object(
                "type", "Unigram", "unk_id", 2, "vocab", scoredPieces(), "byte_fallback", false));
  }

  private static Map<String, Object> metaspace() {
    return Json.object(
        "type", "Metaspace", "replacement", WORD_START, "prepend_scheme", "always", "split", true);
  }

  private static Map<String, Object> endAppender() {
    Map<String, Object> end = Json.object("SpecialToken", Json.object("id", END, "type_id", 0));
    Map<String, Object> first = Json.object("Sequence", Json.object("id", "A", "type_id", 0));
    Map<String, Object> second = Json.object("Sequence", Json.object("id", "B", "type_id", 0));
    return Json.object(
        "type",
        "TemplateProcessing",
        "single",
        List.of(first, end),
        "pair",
        List.of(first, end, second, end),
        "special_tokens",
        Json.object(END, Json.object("id", END, "ids", List.of(1), "tokens", List.of(END))));
  }

  /** All words alike likely: no text has two readings. */
  private static List<List<Object>> scoredPieces() {
    List<String> pieces = pieces();
    List<List<Object>> scored = new ArrayList<>(pieces.size());
    for (int id = 0; id < pieces.size(); id++) {
      scored.add(List.of(pieces.get(id), id < 3 ? 0.0 : -1.0));
    }
    return scored;
  }

  private static Map<String, Object> config() {
    Map<String, Object> config =
        // The class that takes tokenizer.json as it is: T5's own builds it anew in transformers 5,
        // without the normalizer, and would add 100 sentinels for masked training in every version.
        Json.object(
            "tokenizer_class",
            "PreTrainedTokenizerFast",
            "model_max_length",
            TokenizerFiles.MAX_LENGTH);
    config.putAll(specialTokens());
    return config;
  }

  private static Map<String, Object> specialTokens() {
    return Json.object("pad_token", PAD, "eos_token", END, "unk_token", UNKNOWN);
  }
}
