package dev.rollover.model.flux;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What a transformer reads of latents whose velocities are asked for. */
record TransformerInputs(FluxConfig config) {

  /** Where the latents are among the inputs. */
  static final int LATENTS = 0;

  /** Where the times are among the inputs. */
  static final int TIMES = 3;

  /** The program's inputs, in its order. */
  Tensor[] of(Scope scope, LatentPacking packing, List<VelocityRow> rows) {
    int channels = config.jointAttentionDim();
    int textTokens = rows.getFirst().text().sequence().length / channels;
    LatentShape shape = packing.packedShape();
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(
        scope.stack(
            rows.stream().map(VelocityRow::latent).toList(), shape.tokens(), shape.channels()));
    inputs.add(
        scope.stack(
            rows.stream().map(row -> row.text().sequence()).toList(), textTokens, channels));
    inputs.add(
        scope.stack(
            rows.stream().map(row -> row.text().pooled()).toList(), config.pooledProjectionDim()));
    inputs.add(scalars(scope, rows.stream().map(VelocityRow::time).toList()));
    inputs.add(PositionIds.ofImage(scope, packing));
    inputs.add(PositionIds.ofText(scope, textTokens));
    if (config.guidanceEmbeds()) {
      inputs.add(scalars(scope, rows.stream().map(VelocityRow::guidance).toList()));
    }
    return inputs.toArray(new Tensor[0]);
  }

  private static Tensor scalars(Scope scope, List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return scope.floats(floats, floats.length);
  }
}
