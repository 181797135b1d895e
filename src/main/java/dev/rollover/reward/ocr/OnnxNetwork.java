package dev.rollover.reward.ocr;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Map;

/** A network of one input and one output, both of floats, on the host's processors. */
final class OnnxNetwork implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxNetwork(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * Loads a network.
   *
   * @param model an ONNX file's bytes
   * @param threads that work on one call
   * @throws OrtException if the runtime cannot read it
   */
  static OnnxNetwork load(byte[] model, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Threads that wait take nothing from those of other calls.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Sizes differ from image to image: memory is given back after each, not kept for the
      // largest.
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      return new OnnxNetwork(environment, environment.createSession(model, options));
    }
  }

  /**
   * Runs the network.
   *
   * @param values of its input, row by row
   * @return the values of its output, row by row
   * @throws IllegalStateException if the runtime fails, or this is closed
   */
  float[] run(float[] values, long... shape) {
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      FloatBuffer buffer = output.getFloatBuffer();
      float[] answer = new float[buffer.remaining()];
      buffer.get(answer);
      return answer;
    } catch (OrtException failed) {
      throw new IllegalStateException("ONNX Runtime failed", failed);
    }
  }

  /** The length of its output's last dimension; −1 if that differs from call to call. */
  long lastOfOutput() throws OrtException {
    TensorInfo output = (TensorInfo) session.getOutputInfo().values().iterator().next().getInfo();
    return output.getShape()[output.getShape().length - 1];
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException failed) {
      throw new IllegalStateException("ONNX Runtime cannot let a network go", failed);
    }
  }
}
