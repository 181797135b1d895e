package dev.rollover.tensor;

/**
 * What a safetensors file says of one tensor.
 *
 * @param dataType the format's name of the stored type, such as {@code BF16}
 * @param shape sizes, outermost first; empty for a scalar
 */
@SuppressWarnings("ArrayRecordComponent") // A description to read, never compared.
public record TensorInfo(String dataType, long[] shape) {}
