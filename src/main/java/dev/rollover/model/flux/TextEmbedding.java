package dev.rollover.model.flux;

/**
 * A prompt as the transformer reads it, on the host so that nothing has to be given back.
 *
 * @param sequence T5's hidden states, {@code [text tokens, joint_attention_dim]}
 * @param pooled CLIP's pooled text, {@code [pooled_projection_dim]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record TextEmbedding(float[] sequence, float[] pooled) {}
