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

/**
 * Documents what a record's components say of themselves: each is required unless it is {@link
 * Nullable}, and holds a name of a closed set if it is {@link OneOf}. A request has no others.
 */
@Component
class DocumentedComponents implements ModelConverter {

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
      document(java.getRawClass(), definition(schema, context));
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

  private static void document(Class<?> record, @Nullable Schema<?> definition) {
    if (definition == null || definition.getProperties() == null) {
      return;
    }
    if (isRead(record)) {
      definition.setAdditionalProperties(false);
    }
    for (RecordComponent component : record.getRecordComponents()) {
      Schema<?> property = definition.getProperties().get(component.getName());
      if (property != null) {
        document(component, property, definition);
      }
    }
  }

  private static boolean isRead(Class<?> record) {
    return record == ContinuationBody.class || record.getNestHost() == GenerationBody.class;
  }

  private static void document(
      RecordComponent component, Schema<?> property, Schema<?> definition) {
    if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      definition.addRequiredItem(component.getName());
    }
    if (property.getMinimum() != null && isExclusive(component)) {
      property.setExclusiveMinimumValue(property.getMinimum());
      property.setMinimum(null);
    }
    OneOf oneOf = component.getAnnotation(OneOf.class);
    if (oneOf != null) {
      restrict(property, oneOf);
    }
  }

  /** Whether a value must be above its minimum, which is not read for OpenAPI 3.1 by itself. */
  private static boolean isExclusive(RecordComponent component) {
    io.swagger.v3.oas.annotations.media.Schema said =
        component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return said != null && said.exclusiveMinimum();
  }

  /** Lists the names that a text may be. */
  @SuppressWarnings("unchecked") // A text's schema holds texts.
  static void restrict(Schema<?> text, OneOf oneOf) {
    ((Schema<String>) text).setEnum(oneOf.value().names());
  }
}
