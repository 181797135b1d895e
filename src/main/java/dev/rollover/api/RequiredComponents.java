package dev.rollover.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Documents a record's components as required unless they are {@link Nullable}. */
@Component
class RequiredComponents implements ModelConverter {

  @Override
  @SuppressWarnings("rawtypes") // As the interface has it.
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema schema = chain.next().resolve(type, context, chain);
    JavaType java = Json31.mapper().constructType(type.getType());
    if (schema != null && java != null && java.getRawClass().isRecord()) {
      require(java.getRawClass(), definition(schema, context));
    }
    return schema;
  }

  @SuppressWarnings("rawtypes")
  private static @Nullable Schema definition(Schema schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static void require(Class<?> record, @Nullable Schema<?> definition) {
    if (definition == null || definition.getProperties() == null) {
      return;
    }
    for (RecordComponent component : record.getRecordComponents()) {
      boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      boolean documented = definition.getProperties().containsKey(component.getName());
      if (required && documented) {
        definition.addRequiredItem(component.getName());
      }
    }
  }
}
