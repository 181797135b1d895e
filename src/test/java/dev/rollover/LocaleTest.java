package dev.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is written does not depend on the language of the machine that writes it. */
class LocaleTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.rollover");

  @Test
  void whatever_can_be_started_leaves_the_language_of_the_machine() {
    List<JavaMethod> mains =
        CLASSES.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getName().equals("main"))
            .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
            .toList();

    assertThat(mains).hasSizeGreaterThan(1);
    assertThat(mains)
        .allSatisfy(
            main ->
                assertThat(main.getMethodCallsFromSelf())
                    .anyMatch(
                        call ->
                            call.getTarget().getName().equals("setDefault")
                                && call.getTargetOwner().isEquivalentTo(Locale.class)));
  }
}
