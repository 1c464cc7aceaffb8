package io.parley.laws;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The house obeys its laws, and a house that does not is found out. */
class LawsTest {
    private static final Map<String, Function<Laws, Set<String>>> LAWS = laws();

    @Test
    void the_house_obeys_every_law() {
        var product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.parley");
        assertTrue(product.size() > 10, "only " + product.size() + " classes were looked at");
        var house = new Laws("io.parley", product);

        assertAll(LAWS.entrySet().stream()
                .map(law -> () -> assertEquals(
                        "", String.join("\n", law.getValue().apply(house)), "broken law: " + law.getKey())));
    }

    @Test
    void a_house_that_breaks_every_law_is_found_out() {
        var base = "io.parley.laws.broken";
        var broken = new Laws(base, new ClassFileImporter().importPackages(base));

        LAWS.forEach((name, law) -> {
            var violations = law.apply(broken);
            System.out.println(name + ": " + violations);
            assertFalse(violations.isEmpty(), "nobody noticed the broken law: " + name);
        });
    }

    private static Map<String, Function<Laws, Set<String>>> laws() {
        var laws = new LinkedHashMap<String, Function<Laws, Set<String>>>();
        laws.put("every package has a law", Laws::packagesWithoutALaw);
        laws.put("a package imports what it may", Laws::forbiddenImports);
        laws.put("a technology stays at home", Laws::technologiesAwayFromHome);
        laws.put("a subject knows no framework", Laws::subjectsThatKnowAFramework);
        laws.put(
                "a subject gets threads, time and chance by a port",
                Laws::subjectsThatHelpThemselvesToThreadsClocksOrChance);
        laws.put("no static has state", Laws::staticsWithState);
        laws.put("names say something", Laws::namesThatSayNothing);
        laws.put("every package speaks of its nulls", Laws::packagesWithNullsUnspoken);
        laws.put("there are no cycles", Laws::cycles);
        return laws;
    }
}
