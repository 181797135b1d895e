package dev.rollover.queue;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The generation that a first run makes by itself.
 *
 * @param enabled whether it does
 * @param prompt of it
 * @param algorithm of its search
 * @param nfe that it may spend
 * @param folder where its image is put
 */
@Validated
@ConfigurationProperties(prefix = "rollover.sample", ignoreUnknownFields = false)
record SampleProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("three red circles and two blue squares") @NotBlank String prompt,
    @DefaultValue("rbf") @NotBlank String algorithm,
    @DefaultValue("300") @Min(1) int nfe,
    @DefaultValue("data/sample") Path folder) {}
