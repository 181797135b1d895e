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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Hugging Face tokenizer folder: texts to rows of token ids, all of one length. */
public final class Tokenizer implements AutoCloseable {

  /** Where a word ends for the reader, whatever the tokenizer makes of it. */
  private static final String WORD_EDGES = "^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$";

  private static final String WHOLE = "tokenizer.json";

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
    int length = length(config, longest);
    String json = json(folder);
    Telemetry.decline();
    JsonNode root = JsonMapper.shared().readTree(json);
    return new Tokenizer(
        parsed(folder, json, length),
        length,
        id(special(folder, config, "pad_token"), "pad_token", USUAL_PADDING, root),
        id(special(folder, config, "unk_token"), "unk_token", USUAL_UNKNOWN, root));
  }

  private static HuggingFaceTokenizer parsed(Path folder, String json, int length)
      throws IOException {
    try {
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
          Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(length)));
    } catch (RuntimeException wrong) {
      throw new ModelFormatException(
          folder, "has a tokenizer that is not read: " + wrong.getMessage(), wrong);
    }
  }

  /** The tokens of a row of a folder's, as {@link #open} has it. */
  public static int length(Path folder, int longest) throws IOException {
    return length(ConfigFile.read(folder.resolve("tokenizer_config.json")), longest);
  }

  private static int length(ConfigFile config, int longest) {
    return (int) Math.min(config.positive("model_max_length", longest), longest);
  }

  /** Looks whether a folder has what is read when it is opened, and whether that is JSON. */
  public static void check(Path folder, Faults faults) throws IOException {
    faults.of(() -> ConfigFile.read(folder.resolve("tokenizer_config.json")));
    faults.of(() -> ConfigFile.read(folder.resolve(isWhole(folder) ? WHOLE : "vocab.json")));
  }

  /**
   * The largest id of a token that a folder's tokenizer has.
   *
   * @throws ModelFormatException if it has none
   */
  public static long largestId(Path folder) throws IOException {
    JsonNode root = JsonMapper.shared().readTree(json(folder));
    JsonNode vocabulary = root.path("model").path("vocab");
    // Unigram's are numbered as they stand there.
    LongStream own =
        vocabulary.isArray()
            ? LongStream.of(vocabulary.size() - 1)
            : vocabulary.valueStream().mapToLong(JsonNode::asLong);
    LongStream added =
        root.path("added_tokens").valueStream().mapToLong(token -> token.path("id").asLong());
    return LongStream.concat(own, added)
        .max()
        .orElseThrow(() -> new ModelFormatException(folder, "has a tokenizer without tokens"));
  }

  private static String json(Path folder) throws IOException {
    return isWhole(folder) ? Files.readString(folder.resolve(WHOLE)) : ClipTokenizerJson.of(folder);
  }

  /** Whether a tokenizer is in one file, and not in the two of CLIP's older form. */
  private static boolean isWhole(Path folder) {
    if (Files.exists(folder.resolve(WHOLE))) {
      return true;
    }
    if (Files.exists(folder.resolve("vocab.json")) && Files.exists(folder.resolve("merges.txt"))) {
      return false;
    }
    if (Files.exists(folder.resolve("spiece.model"))) {
      throw new ModelFormatException(
          folder,
          "has spiece.model alone, which is not read: convert it in Python by"
              + " AutoTokenizer.from_pretrained(folder, use_fast=True).save_pretrained(folder),"
              + " which writes tokenizer.json");
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
    return ids(text, length);
  }

  /**
   * The text's token ids, padded or cut to a row that is shorter than others.
   *
   * @param count tokens of the row, 1 to {@link #length()}
   */
  public long[] ids(String text, int count) {
    return row(text, count).ids();
  }

  /** The same, with how many of the ids are the text's. */
  public TokenRow row(String text, int count) {
    if (count < 1 || count > length) {
      throw new IllegalArgumentException(
          "a row has 1 to %d tokens, not %d".formatted(length, count));
    }
    Encoding encoding = tokenizer.encode(text);
    long[] ids = encoding.getIds();
    long[] row = Arrays.copyOf(ids, count);
    if (ids.length > count) {
      int marks = Math.min(marksAtEnd(encoding), count);
      System.arraycopy(ids, ids.length - marks, row, count - marks, marks);
    } else {
      Arrays.fill(row, ids.length, count, padId);
    }
    return new TokenRow(row, Math.min(ids.length, count));
  }

  /** Special tokens that end every text, and are kept when it is cut. */
  private static int marksAtEnd(Encoding encoding) {
    long[] isSpecial = encoding.getSpecialTokenMask();
    int marks = 0;
    while (marks < isSpecial.length && isSpecial[isSpecial.length - 1 - marks] == 1) {
      marks++;
    }
    return marks;
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
    return cuts(text, length);
  }

  /** Whether the text has more tokens than a row of so many. */
  public boolean cuts(String text, int count) {
    Encoding encoding = tokenizer.encode(text);
    return encoding.exceedMaxLength() || encoding.getIds().length > count;
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
