package dev.rollover.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Something slow to load, in services that a test starts as processes of their own: it is loaded
 * once the test, which listens on a port, says {@link #DONE}, and is wrong if it says anything
 * else.
 */
@Component
@ConditionalOnProperty(GatedLoad.PORT)
@NullMarked
public class GatedLoad implements StartLoad {

  /** The property with the port. */
  public static final String PORT = "gated-load.port";

  /** What the test says. */
  public static final int DONE = 1;

  private final int port;

  GatedLoad(@Value("${" + PORT + "}") int port) {
    this.port = port;
  }

  @Override
  public String label() {
    return "gated";
  }

  @Override
  public void load(Runnable triedOut) {
    InetSocketAddress test = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (SocketChannel channel = SocketChannel.open(test)) {
      ByteBuffer said = ByteBuffer.allocate(1);
      channel.read(said);
      if (said.position() == 0 || said.get(0) != DONE) {
        throw new ModelFormatException(Path.of("gated"), "is wrong, says the test");
      }
    } catch (IOException cutShort) {
      throw new UncheckedIOException(cutShort);
    }
  }
}
