package io.parley.laws;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The laws of the house, over all classes below one base package. Each law answers with its violations, one a line. */
record Laws(String base, JavaClasses classes) {
    private static final String ROOT = "";
    private static final Set<String> SUBJECTS = Set.of("people", "chat", "files", "search");
    private static final Set<String> SUBJECTS_AND_JSON = Set.of("people", "chat", "files", "search", "json");

    /** Package → the packages it may import. The root may import them all. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("people", Set.of()),
            Map.entry("chat", Set.of("people")),
            Map.entry("files", Set.of("chat", "people")),
            Map.entry("search", Set.of("files", "chat", "people")),
            Map.entry("json", Set.of()),
            Map.entry("wire", SUBJECTS_AND_JSON),
            Map.entry("web", SUBJECTS_AND_JSON),
            Map.entry("sql", SUBJECTS_AND_JSON),
            Map.entry("redis", SUBJECTS_AND_JSON),
            Map.entry("disk", SUBJECTS),
            Map.entry("scan", SUBJECTS),
            Map.entry("argon2", SUBJECTS),
            Map.entry("pictures", SUBJECTS),
            Map.entry("webauthn", SUBJECTS),
            Map.entry("torture", Set.of("json")),
            Map.entry("launch", Set.of()));

    /** Technology → its home. The root may use any, to mount what it built. */
    private static final Map<String, Set<String>> HOMES = Map.ofEntries(
            Map.entry("jakarta.websocket", Set.of("wire")),
            // The launcher hands the web application values as attributes of the servlet context.
            Map.entry("jakarta.servlet", Set.of("web", "launch")),
            Map.entry("jakarta.ws.rs", Set.of("web")),
            Map.entry("org.glassfish.jersey", Set.of("web")),
            // The torture makes and removes a schema, and knows the product from outside only.
            Map.entry("java.awt", Set.of("pictures")),
            Map.entry("javax.imageio", Set.of("pictures")),
            Map.entry("java.sql", Set.of("sql", "torture")),
            Map.entry("javax.sql", Set.of("sql")),
            Map.entry("org.jdbi", Set.of("sql")),
            Map.entry("org.flywaydb", Set.of("sql")),
            Map.entry("com.zaxxer", Set.of("sql")),
            Map.entry("org.sqlite", Set.of("sql")),
            Map.entry("org.postgresql", Set.of("sql")),
            Map.entry("jakarta.json", Set.of("json")),
            Map.entry("jakarta.json.bind.annotation", Set.of("json", "people", "chat", "files", "search", "web")),
            Map.entry("org.eclipse.yasson", Set.of("json")),
            Map.entry("com.password4j", Set.of("argon2")),
            Map.entry("io.nayuki", Set.of("web")),
            Map.entry("com.webauthn4j", Set.of("webauthn")),
            Map.entry("tools.jackson", Set.of("webauthn")),
            Map.entry("com.fasterxml.jackson", Set.of("webauthn")),
            Map.entry("io.lettuce", Set.of("redis")),
            Map.entry("org.apache", Set.of("launch")),
            Map.entry("javax.management", Set.of()),
            Map.entry("javax.naming", Set.of()));

    /** What gives a subject a thread, a clock or chance without a port: class, or class and method. */
    private static final Set<String> ONLY_BY_A_PORT = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.time.Instant.now",
            "java.time.InstantSource.system",
            "java.time.LocalDate.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.Random",
            "java.util.Timer",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.CompletableFuture.completeOnTimeout",
            "java.util.concurrent.CompletableFuture.delayedExecutor",
            "java.util.concurrent.CompletableFuture.orTimeout",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.random.RandomGenerator.getDefault");

    private static final List<String> NAMES_THAT_SAY_NOTHING =
            List.of("Manager", "Helper", "Util", "Utils", "Impl", "Data", "Info", "Base");

    Set<String> packagesWithoutALaw() {
        return violations(c -> MAY_IMPORT.containsKey(home(c)) || home(c).equals(ROOT)
                ? Stream.of()
                : Stream.of("no law says what " + c.getPackageName() + " may import"));
    }

    Set<String> forbiddenImports() {
        return dependencies((from, to) -> {
            var allowed = MAY_IMPORT.get(home(from));
            return allowed == null || !isOurs(to) || home(to).equals(home(from)) || allowed.contains(home(to));
        });
    }

    Set<String> technologiesAwayFromHome() {
        return dependencies((from, to) -> {
            var homes = HOMES.keySet().stream()
                    .filter(technology -> within(technology, to.getPackageName()))
                    .max((a, b) -> Integer.compare(a.length(), b.length()))
                    .map(HOMES::get);
            return home(from).equals(ROOT)
                    || homes.map(allowed -> allowed.contains(home(from))).orElse(true);
        });
    }

    /** Of others' work, a subject knows the JDK, annotations for nulls and for JSON, and nothing else. */
    Set<String> subjectsThatKnowAFramework() {
        return dependencies((from, to) -> !SUBJECTS.contains(home(from))
                || isOurs(to)
                || to.isPrimitive()
                || Stream.of("java", "javax.crypto", "org.jspecify.annotations", "jakarta.json.bind.annotation")
                        .anyMatch(known -> within(known, to.getPackageName())));
    }

    Set<String> subjectsThatHelpThemselvesToThreadsClocksOrChance() {
        return violations(c -> SUBJECTS.contains(home(c))
                ? c.getCodeUnitAccessesFromSelf().stream()
                        .filter(access -> isOnlyByAPort(access.getTarget()))
                        .map(Object::toString)
                : Stream.of());
    }

    Set<String> staticsWithState() {
        return violations(c -> c.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                // javac's own, for `assert` and for switches over enums.
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(field -> field.getFullName() + " is static and can change"));
    }

    Set<String> namesThatSayNothing() {
        return violations(c -> NAMES_THAT_SAY_NOTHING.stream()
                .filter(c.getSimpleName()::endsWith)
                .map(suffix -> c.getName() + ": " + suffix + " says nothing"));
    }

    Set<String> packagesWithNullsUnspoken() {
        return violations(c -> c.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")
                ? Stream.of()
                : Stream.of(c.getPackageName() + " has no package-info.java with @NullMarked"));
    }

    Set<String> cycles() {
        var result = SlicesRuleDefinition.slices()
                .matching(base + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(classes);
        return new TreeSet<>(result.getFailureReport().getDetails());
    }

    private Set<String> dependencies(BiFunction<JavaClass, JavaClass, Boolean> allowed) {
        return violations(from -> from.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(to -> !allowed.apply(from, to))
                .map(to -> from.getName() + " imports " + to.getName()));
    }

    private Set<String> violations(Function<JavaClass, Stream<String>> law) {
        return classes.stream().flatMap(law).collect(toCollection(TreeSet::new));
    }

    private static boolean isOnlyByAPort(AccessTarget target) {
        var owner = target.getOwner().getName();
        return ONLY_BY_A_PORT.contains(owner) || ONLY_BY_A_PORT.contains(owner + "." + target.getName());
    }

    private boolean isOurs(JavaClass c) {
        return within(base, c.getPackageName());
    }

    /** The package right below the base which this class belongs to; empty for the root. */
    private String home(JavaClass c) {
        var rest = c.getPackageName().substring(base.length());
        return rest.isEmpty() ? ROOT : rest.substring(1).split("\\.", 2)[0];
    }

    private static boolean within(String parent, String packageName) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }
}
