/** Low-rank updates of a model's weights, LoRAs, merged when the weights are loaded. */
@NullMarked
@NamedInterface("lora")
package dev.rollover.model.lora;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
