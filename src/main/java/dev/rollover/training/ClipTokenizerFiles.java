package dev.rollover.training;

import dev.rollover.shapes.Vocabulary;
import dev.rollover.training.BytePairMerges.Merge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CLIP tokenizer whose byte pairs merge every word of the vocabulary into one token; other words
 * are spelled, and characters outside the words' alphabet are unknown.
 *
 * <p>As in every CLIP the end mark has the highest id and pads too: pooling finds it both as the
 * first end mark and as the greatest id.
 */
final class ClipTokenizerFiles {

  private static final String UNKNOWN = "<|unknown|>";
  private static final String START = "<|startoftext|>";
  private static final String END = "<|endoftext|>";

  private ClipTokenizerFiles() {}

  static Map<String, String> contents() {
    BytePairMerges pairs = BytePairMerges.of(words());
    Map<String, Integer> ids = ids(pairs);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tokenizer.json", Json.write(tokenizer(pairs, ids)));
    files.put("tokenizer_config.json", Json.write(config()));
    files.put("special_tokens_map.json", Json.write(specialTokens()));
    files.put("vocab.json", Json.write(ids));
    files.put(
        "merges.txt",
        pairs.merges().stream()
            .map(merge -> merge.left() + " " + merge.right())
            .collect(Collectors.joining("\n", "#version: 0.2\n", "\n")));
    return files;
  }

  /** The end mark's id, the highest. */
  static int endOfText() {
    return vocabulary() - 1;
  }

  /** How many ids there are. */
  static int vocabulary() {
    return ids(BytePairMerges.of(words())).size();
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(Vocabulary.words());
    words.add(Vocabulary.COMMA);
    return words;
  }

  private static Map<String, Integer> ids(BytePairMerges pairs) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    pairs.alphabet().forEach(token -> ids.put(token, ids.size()));
    pairs.merges().forEach(merge -> ids.putIfAbsent(merge.merged(), ids.size()));
    List.of(UNKNOWN, START, END).forEach(token -> ids.put(token, ids.size()));
    return ids;
  }

  private static Map<String, Object> tokenizer(BytePairMerges pairs, Map<String, Integer> ids) {
    int end = ids.size() - 1;
    int start = end - 1;
    return Json.object(
        "version", "1.0",
        "truncation", null,
        "padding", null,
        "added_tokens",
            List.of(
                Json.addedToken(start - 1, UNKNOWN),
                Json.addedToken(start, START),
                Json.addedToken(end, END)),
        "normalizer", normalizer(),
        "pre_tokenizer", preTokenizer(),
        "post_processor",
            Json.object(
                "type",
                "RobertaProcessing",
                "sep",
                List.of(END, end),
                "cls",
                List.of(START, start),
                "trim_offsets",
                false,
                "add_prefix_space",
                false),
        "decoder", byteLevel(),
        "model", model(pairs.merges(), ids));
  }

  private static Map<String, Object> normalizer() {
    return Json.object(
        "type",
        "Sequence",
        "normalizers",
        List.of(
            Json.object("type", "NFC"),
            Json.object("type", "Replace", "pattern", Json.object("Regex", "\\s+"), "content", " "),
            Json.object("type", "Lowercase")));
  }

  /** CLIP's own division of a text: runs of letters, single digits, runs of anything else. */
  private static Map<String, Object> preTokenizer() {
    String pattern =
        "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
            + "|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
    return Json.object(
        "type",
        "Sequence",
        "pretokenizers",
        List.of(
            Json.object(
                "type",
                "Split",
                "pattern",
                Json.object("Regex", pattern),
                "behavior",
                "Removed",
                "invert",
                true),
            byteLevel()));
  }

  private static Map<String, Object> byteLevel() {
    return Json.object(
        "type", "ByteLevel", "add_prefix_space", false, "trim_offsets", true, "use_regex", true);
  }

  private static Map<String, Object> model(List<Merge> merges, Map<String, Integer> ids) {
    return Json.object(
        "type",
        "BPE",
        "dropout",
        null,
        "unk_token",
        UNKNOWN,
        "continuing_subword_prefix",
        "",
        "end_of_word_suffix",
        BytePairMerges.END_OF_WORD,
        "fuse_unk",
        false,
        "byte_fallback",
        false,
        "ignore_merges",
        false,
        "vocab",
        ids,
        "merges",
        merges.stream().map(merge -> List.of(merge.left(), merge.right())).toList());
  }

  private static Map<String, Object> config() {
    Map<String, Object> config =
        Json.object(
            "tokenizer_class", "CLIPTokenizer", "model_max_length", TokenizerFiles.MAX_LENGTH);
    config.putAll(specialTokens());
    return config;
  }

  private static Map<String, Object> specialTokens() {
    return Json.object(
        "bos_token", START, "eos_token", END, "pad_token", END, "unk_token", UNKNOWN);
  }
}
