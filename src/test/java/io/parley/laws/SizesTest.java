package io.parley.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prints what is long or winding in the sources, and stops at what nobody can read. */
class SizesTest {
    private static final Bound FILES = new Bound("lines in a file", 300, 500);
    private static final Bound METHODS = new Bound("lines in a method", 40, 80);
    private static final Bound COMPLEXITY = new Bound("complexity of a method", 12, 20);

    @Test
    void nothing_is_too_long_or_too_winding_to_read() throws IOException {
        var java = sources(".java", "src/main/java", "src/test/java", "src/bench/java");
        var client = sources(".js", "src-webapp", "src/test/js");
        client.addAll(sources(".css", "src-webapp"));
        var methods = measure(java);
        assertTrue(methods.size() > 10, "only " + methods.size() + " methods were measured");

        var files = new ArrayList<Size>();
        for (var file : List.of(java, client).stream().flatMap(List::stream).toList()) {
            files.add(new Size(file.toString(), lines(file)));
        }
        var beyond = FILES.report(files)
                + METHODS.report(methods.stream().map(Method::length).toList())
                + COMPLEXITY.report(methods.stream().map(Method::complexity).toList());
        assertEquals("", beyond);
    }

    @Test
    void a_winding_method_is_measured() throws IOException {
        var winding = measure(List.of(Path.of("src/test/java/io/parley/laws/SizesTest.java"))).stream()
                .filter(method -> method.complexity().of().endsWith(".windsThreeTimes"))
                .findFirst()
                .orElseThrow();
        assertEquals(4, winding.complexity().is());
        assertEquals(6, winding.length().is());
    }

    static String windsThreeTimes(int n, boolean even) {
        if (n > 3 && even) {
            return "much";
        }
        return n == 0 ? "nothing" : "little";
    }

    private static List<Path> sources(String suffix, String... folders) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : folders) {
            if (Files.isDirectory(Path.of(folder))) {
                try (var walk = Files.walk(Path.of(folder))) {
                    walk.filter(file -> file.toString().endsWith(suffix))
                            .filter(file -> !file.toString().contains("node_modules"))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    private static List<Method> measure(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var scanner = new Scanner(Trees.instance(task));
            scanner.scan(task.parse(), null);
            return scanner.methods;
        }
    }

    private record Size(String of, long is) {}

    private record Method(Size length, Size complexity) {}

    /** What is printed beyond {@code note} and fails beyond {@code limit}. */
    private record Bound(String what, int note, int limit) {
        String report(List<Size> sizes) {
            var noted = sizes.stream()
                    .filter(size -> size.is() > note)
                    .sorted(Comparator.comparingLong(Size::is).reversed())
                    .toList();
            var longest = sizes.stream().mapToLong(Size::is).max().orElse(0);
            System.out.printf("%s: longest %d of %d, %d beyond %d%n", what, longest, sizes.size(), noted.size(), note);
            noted.forEach(size -> System.out.printf("  %4d  %s%n", size.is(), size.of()));
            var beyond = new StringBuilder();
            noted.stream()
                    .filter(size -> size.is() > limit)
                    .forEach(size ->
                            beyond.append("%s: %s has %d, at most %d%n".formatted(what, size.of(), size.is(), limit)));
            return beyond.toString();
        }
    }

    /** Counts the lines of each method and the ways through it; an exhaustive switch is one decision, however wide. */
    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final List<Method> methods = new ArrayList<>();
        private final Trees trees;
        private int decisions;

        Scanner(Trees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            if (method.getBody() == null) {
                return null;
            }
            var outside = decisions;
            decisions = 1;
            super.visitMethod(method, null);
            var unit = getCurrentPath().getCompilationUnit();
            var at = trees.getSourcePositions();
            var lines = unit.getLineMap().getLineNumber(at.getEndPosition(unit, method))
                    - unit.getLineMap().getLineNumber(at.getStartPosition(unit, method))
                    + 1;
            var type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            var file = Path.of(unit.getSourceFile().toUri()).getFileName();
            var name = file + " " + type.getSimpleName() + "." + method.getName();
            methods.add(new Method(new Size(name, lines), new Size(name, decisions)));
            decisions = outside;
            return null;
        }

        @Override
        public @Nullable Void scan(Tree tree, @Nullable Void unused) {
            if (tree instanceof IfTree
                    || tree instanceof ForLoopTree
                    || tree instanceof EnhancedForLoopTree
                    || tree instanceof WhileLoopTree
                    || tree instanceof DoWhileLoopTree
                    || tree instanceof ConditionalExpressionTree
                    || tree instanceof CatchTree
                    || tree instanceof SwitchTree
                    || tree instanceof SwitchExpressionTree
                    || (tree instanceof BinaryTree binary && isShortCircuit(binary))) {
                decisions++;
            }
            return super.scan(tree, null);
        }

        private static boolean isShortCircuit(BinaryTree binary) {
            return binary.getKind() == Tree.Kind.CONDITIONAL_AND || binary.getKind() == Tree.Kind.CONDITIONAL_OR;
        }
    }
}
