package dev.rollover.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.rollover.tensor.Telemetry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Hugging Face tokenizer folder: texts to rows of token ids, all of one length. */
public final class Tokenizer implements AutoCloseable {

  /** Where a word ends for the reader, whatever the tokenizer makes of it. */
  private static final String WORD_EDGES = "^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$";

  /** Of BERT, T5 and CLIP. */
  private static final List<String> USUAL_PADDING = List.of("[PAD]", "<pad>", "<|endoftext|>");

  private static final List<String> USUAL_UNKNOWN = List.of("[UNK]", "<unk>", "<|endoftext|>");

  private final HuggingFaceTokenizer tokenizer;
  private final int length;
  private final long padId;
  private final long unknownId;

  private Tokenizer(HuggingFaceTokenizer tokenizer, int length, long padId, long unknownId) {
    this.tokenizer = tokenizer;
    this.length = length;
    this.padId = padId;
    this.unknownId = unknownId;
  }

  /**
   * Opens a folder with {@code tokenizer_config.json} and {@code tokenizer.json} or, for CLIP,
   * {@code vocab.json} and {@code merges.txt}.
   *
   * @param longest tokens of a row, unless the folder's {@code model_max_length} is less; longer
   *     texts are cut, their end mark kept
   */
  public static Tokenizer open(Path folder, int longest) throws IOException {
    ConfigFile config = ConfigFile.read(folder.resolve("tokenizer_config.json"));
    // Tokenizers without a limit say so with a number beyond all integers.
    int length = (int) Math.min(config.positive("model_max_length", longest), longest);
    String json = json(folder);
    Telemetry.decline();
    JsonNode root = JsonMapper.shared().readTree(json);
    return new Tokenizer(
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(length))),
        length,
        id(special(folder, config, "pad_token"), "pad_token", USUAL_PADDING, root),
        id(special(folder, config, "unk_token"), "unk_token", USUAL_UNKNOWN, root));
  }

  private static String json(Path folder) throws IOException {
    if (Files.exists(folder.resolve("tokenizer.json"))) {
      return Files.readString(folder.resolve("tokenizer.json"));
    }
    if (Files.exists(folder.resolve("vocab.json")) && Files.exists(folder.resolve("merges.txt"))) {
      return ClipTokenizerJson.of(folder);
    }
    throw new ModelFormatException(
        folder,
        "has neither tokenizer.json nor vocab.json and merges.txt; transformers writes the first"
            + " when it loads and saves a tokenizer");
  }

  /** Older folders say in a file of its own which tokens are special. */
  private static ConfigFile special(Path folder, ConfigFile config, String field)
      throws IOException {
    Path map = folder.resolve("special_tokens_map.json");
    return config.has(field) || !Files.exists(map) ? config : ConfigFile.read(map);
  }

  /** What no file says is what it is for the family whose token it is. */
  private static long id(ConfigFile config, String field, List<String> usual, JsonNode root) {
    List<String> contents = config.has(field) ? List.of(config.token(field)) : usual;
    return contents.stream()
        .flatMap(content -> ids(content, root))
        .findFirst()
        .orElseThrow(() -> config.wrong(field, "is none of the tokenizer's tokens"));
  }

  /** Special tokens are added ones; OWLv2 pads with one that is a word of its vocabulary too. */
  private static Stream<Long> ids(String content, JsonNode root) {
    Stream<JsonNode> added =
        root.path("added_tokens")
            .valueStream()
            .filter(token -> isSpelt(token, content))
            .map(token -> token.path("id"));
    return Stream.concat(added, Stream.of(root.path("model").path("vocab").path(content)))
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::longValue);
  }

  private static boolean isSpelt(JsonNode token, String content) {
    return token.path("content").asString().equals(content);
  }

  /** The text's token ids, padded or cut to the row's length. */
  public long[] ids(String text) {
    return row(text).ids();
  }

  /** The same, with how many of them are the text's. */
  public TokenRow row(String text) {
    Encoding encoding = tokenizer.encode(text);
    long[] ids = encoding.getIds();
    int tokens = Math.min(ids.length, length);
    long[] row = Arrays.copyOf(ids, length);
    Arrays.fill(row, tokens, length, padId);
    return new TokenRow(row, tokens);
  }

  /**
   * The words of a text that no tokens of the vocabulary spell, each once, in the text's order. A
   * known word beside an unknown mark is answered with the mark.
   */
  public List<String> unknownWords(String text) {
    return Stream.of(text.strip().split("\\s+"))
        .filter(this::isUnknown)
        .map(this::withoutKnownEdges)
        .distinct()
        .toList();
  }

  private String withoutKnownEdges(String word) {
    String bare = word.replaceAll(WORD_EDGES, "");
    return isUnknown(bare) ? bare : word;
  }

  private boolean isUnknown(String word) {
    return Arrays.stream(tokenizer.encode(word, false, false).getIds())
        .anyMatch(id -> id == unknownId);
  }

  /** Whether the text has more tokens than a row. */
  public boolean cuts(String text) {
    return tokenizer.encode(text).exceedMaxLength();
  }

  /** Tokens of every row. */
  public int length() {
    return length;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
