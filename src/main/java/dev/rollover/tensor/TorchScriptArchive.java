package dev.rollover.tensor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The smallest archive that libtorch loads as a module: one class of TorchScript source and the
 * constants that its attributes hold.
 *
 * <p>The layout is libtorch's: an uncompressed ZIP of {@code data.pkl} (a pickled instance,
 * protocol 2), {@code code/__torch__.py}, {@code constants.pkl} and {@code version}.
 */
final class TorchScriptArchive {

  /** The name every program gives its class. */
  private static final String CLASS = "Program";

  /** The oldest version under which operators resolve to their present overloads. */
  private static final String VERSION = "10\n";

  private TorchScriptArchive() {}

  /**
   * Archives a program.
   *
   * @param source TorchScript that declares the class {@code Program} with {@code training : bool},
   *     {@code w : Dict[str, Tensor]} and an attribute for each constant
   * @param constants values of type Boolean, Integer, Double, String, or a list of Integers
   */
  static byte[] of(String source, Map<String, ?> constants) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "program/data.pkl", pickledInstance(constants));
      store(zip, "program/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "program/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "program/version", VERSION.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] pickledInstance(Map<String, ?> constants) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream pickle = new DataOutputStream(bytes);
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.writeBytes("c__torch__\n" + CLASS + "\n)"); // GLOBAL, EMPTY_TUPLE
    pickle.write(0x81); // NEWOBJ
    pickle.writeBytes("}("); // EMPTY_DICT, MARK
    entry(pickle, "training", false);
    for (Map.Entry<String, ?> constant : constants.entrySet()) {
      entry(pickle, constant.getKey(), constant.getValue());
    }
    string(pickle, "w");
    pickle.writeBytes("ctorch.jit._pickle\nrestore_type_tag\n}");
    string(pickle, "Dict[str, Tensor]");
    pickle.write(0x86); // TUPLE2
    pickle.writeBytes("R"); // REDUCE
    pickle.writeBytes("ub."); // SETITEMS, BUILD, STOP
    return bytes.toByteArray();
  }

  private static void entry(DataOutputStream pickle, String name, Object value) throws IOException {
    string(pickle, name);
    switch (value) {
      case Boolean flag -> pickle.write(flag ? 0x88 : 0x89);
      case Integer number -> integer(pickle, number);
      case String text -> string(pickle, text);
      case Double number -> {
        pickle.writeBytes("G");
        pickle.writeDouble(number);
      }
      case List<?> numbers -> {
        pickle.writeBytes("ctorch.jit._pickle\nbuild_intlist\n(](");
        for (Object number : numbers) {
          integer(pickle, (Integer) number);
        }
        pickle.writeBytes("etR"); // APPENDS, TUPLE, REDUCE
      }
      default ->
          throw new IllegalArgumentException(
              "constant "
                  + name
                  + " is a Boolean, Integer, Double, String or List<Integer>, not "
                  + value.getClass());
    }
  }

  private static void integer(DataOutputStream pickle, int number) throws IOException {
    pickle.writeBytes("J");
    pickle.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }

  private static void string(DataOutputStream pickle, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    pickle.writeBytes("X");
    pickle.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(utf8.length).array());
    pickle.write(utf8);
  }
}
