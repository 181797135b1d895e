package dev.rollover.model;

import dev.rollover.tensor.Device;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;

/** A process of its own that opens what DJL reports on, and says what it asks of the network. */
final class TelemetryProbe {

  private TelemetryProbe() {}

  /**
   * Opens a tokenizer or a device.
   *
   * @param args the tokenizer's folder; nothing for a device
   */
  public static void main(String[] args) throws Exception {
    URL.setURLStreamHandlerFactory(
        protocol -> protocol.startsWith("http") ? new Unreachable() : null);
    try (AutoCloseable opened =
        args.length == 0 ? Device.cpu() : Tokenizer.open(Path.of(args[0]), 16)) {
      System.out.println("opened " + opened.getClass().getSimpleName());
    }
  }

  private static final class Unreachable extends URLStreamHandler {

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      System.out.println("asked " + url);
      throw new IOException("nothing can be reached");
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return openConnection(url);
    }
  }
}
