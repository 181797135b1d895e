package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the {@code tokenizer.json} of a CLIP tokenizer from its older form, {@code vocab.json} and
 * {@code merges.txt}, which is all that the official FLUX folders have.
 */
final class ClipTokenizerJson {

  private static final String START = "<|startoftext|>";
  private static final String END = "<|endoftext|>";

  /** What all CLIP tokenizers share: how text is normalised, split and framed. */
  private static final String SHARED =
      """
      {
        "version": "1.0",
        "normalizer": {
          "type": "Sequence",
          "normalizers": [
            {"type": "NFC"},
            {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "},
            {"type": "Lowercase"}
          ]
        },
        "pre_tokenizer": {
          "type": "Sequence",
          "pretokenizers": [
            {
              "type": "Split",
              "pattern": {
                "Regex": "<\\\\|startoftext\\\\|>|<\\\\|endoftext\\\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\\\p{L}]+|[\\\\p{N}]|[^\\\\s\\\\p{L}\\\\p{N}]+"
              },
              "behavior": "Removed",
              "invert": true
            },
            {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}
          ]
        },
        "post_processor": {
          "type": "RobertaProcessing", "trim_offsets": false, "add_prefix_space": false
        },
        "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
        "model": {
          "type": "BPE",
          "unk_token": "<|endoftext|>",
          "continuing_subword_prefix": "",
          "end_of_word_suffix": "</w>",
          "fuse_unk": false
        }
      }
      """;

  private ClipTokenizerJson() {}

  static String of(Path folder) throws IOException {
    Path vocabularyFile = folder.resolve("vocab.json");
    JsonMapper json = JsonMapper.shared();
    JsonNode vocabulary = json.readTree(Files.readAllBytes(vocabularyFile));
    ObjectNode root = (ObjectNode) json.readTree(SHARED);
    frame(root, "cls", START, id(vocabularyFile, vocabulary, START));
    frame(root, "sep", END, id(vocabularyFile, vocabulary, END));
    ObjectNode model = (ObjectNode) root.get("model");
    model.set("vocab", vocabulary);
    ArrayNode merges = model.putArray("merges");
    Files.readAllLines(folder.resolve("merges.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#version"))
        .forEach(merges::add);
    return root.toString();
  }

  private static int id(Path file, JsonNode vocabulary, String token) {
    if (!vocabulary.path(token).isInt()) {
      throw new ModelFormatException(file, token, "has no id: this is no CLIP vocabulary");
    }
    return vocabulary.get(token).intValue();
  }

  private static void frame(ObjectNode root, String role, String token, int id) {
    ((ObjectNode) root.get("post_processor")).putArray(role).add(token).add(id);
    root.withArray("added_tokens")
        .addObject()
        .put("id", id)
        .put("content", token)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", true);
  }
}
