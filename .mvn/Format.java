import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats every Java source under the given folders, or says which ones are not formatted:
 * {@code Format.java check|write folder…}.
 *
 * <p>The formatter reads sources with the javac of the JVM it runs in, so within Maven on JDK 17 it could not read Java
 * 21. The build therefore starts it here, in the JDK the toolchain selected.
 */
final class Format {
    public static void main(String[] args) throws IOException {
        var write = switch (args[0]) {
            case "write" -> true;
            case "check" -> false;
            default -> throw new IllegalArgumentException("check or write, not " + args[0]);
        };
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        var faults = new ArrayList<String>();
        for (var file : sources(List.of(args).subList(1, args.length))) {
            var before = Files.readString(file);
            try {
                var after = formatter.formatSource(ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.PALANTIR));
                if (after.equals(before)) {
                    continue;
                }
                if (write) {
                    Files.writeString(file, after);
                    System.out.println("formatted " + file);
                } else {
                    faults.add(file.toString());
                }
            } catch (FormatterException e) {
                faults.add(file + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            System.err.println(
                    "Not formatted (run: mvn -q -Pformat process-sources):\n  " + String.join("\n  ", faults));
            System.exit(1);
        }
    }

    private static List<Path> sources(List<String> folders) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : folders) {
            if (!Files.exists(Path.of(folder))) {
                continue;
            }
            try (var walk = Files.walk(Path.of(folder))) {
                walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
            }
        }
        return found;
    }
}
