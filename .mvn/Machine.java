import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Finds on this machine, or brings to it, what the build needs besides Java, and uses it:
 * {@code Machine.java client <target> <Playwright's driver bundle>} checks and tests the browser's code with Node;
 * {@code Machine.java chromium <target>} makes sure of a browser and writes its path to {@code <target>/machine/chromium};
 * {@code Machine.java proxies <target>} does the same for nginx, httpd and HAProxy.
 *
 * <p>Whatever is missing is one line and exit code 1, never a check silently left out.
 */
final class Machine {
    private static final Path CLIENT_CHECKS = Path.of("src/test/js");
    private static final int OLDEST_NODE = 20;
    private static final URI NPM = URI.create("https://registry.npmjs.org/npm/-/npm-10.9.8.tgz");
    private static final String NPM_SHA512 =
            "fYwb6ODSmHkqrJQQaCxY3M2lPf/mpgC7ik0HSzzIwG5CGtabRp4bNqikatvCoT42b5INQSqudVH0R7yVmC9hVg==";

    private final Path kept;

    private Machine(Path target) {
        kept = target.resolve("machine");
    }

    public static void main(String[] args) throws Exception {
        try {
            var machine = new Machine(Path.of(args[1]));
            Files.createDirectories(machine.kept);
            switch (args[0]) {
                case "client" -> machine.checkClient(Path.of(args[2]));
                case "chromium" -> machine.bringChromium();
                case "proxies" -> machine.bringProxies();
                default -> throw new Missing("client, chromium or proxies, not " + args[0]);
            }
        } catch (Missing e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Says in one line what the machine lacks or which check failed. */
    private static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String line) {
            super(line);
        }
    }

    private void checkClient(Path driver) throws Exception {
        var node = node(driver);
        installPackages(node);
        run(
                "biome found faults in the client",
                node,
                "node_modules/@biomejs/biome/bin/biome",
                "check",
                "--error-on-warnings",
                ".",
                "../../../src-webapp");
        run("tsc found faults in the client", node, "node_modules/typescript/bin/tsc", "--project", "jsconfig.json");
        var tests = tests();
        if (!tests.isEmpty()) {
            var command = new ArrayList<>(List.of(node, "--test"));
            command.addAll(tests);
            run("a test of the client failed", CLIENT_CHECKS, command);
        }
    }

    private static List<String> tests() throws IOException {
        try (var walk = Files.walk(CLIENT_CHECKS)) {
            return walk.filter(file -> !file.startsWith(CLIENT_CHECKS.resolve("node_modules")))
                    .map(file -> CLIENT_CHECKS.relativize(file).toString())
                    .filter(file -> file.endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
    }

    /** The machine's own Node if it is young enough, else the one that Playwright brings for its driver. */
    private String node(Path driver) throws IOException, InterruptedException, Missing {
        var own = onPath("node");
        if (own.isPresent() && major(output(own.get(), "--version")) >= OLDEST_NODE) {
            return own.get();
        }
        var name = System.getProperty("os.name").toLowerCase();
        var arm = System.getProperty("os.arch").equals("aarch64");
        var inside = name.startsWith("windows")
                ? "driver/win32_x64/node.exe"
                : "driver/" + (name.startsWith("mac") ? "mac" : "linux") + (arm ? "-arm64" : "") + "/node";
        var brought = kept.resolve(Path.of(inside).getFileName());
        if (!Files.isExecutable(brought)) {
            try (var jar = new ZipFile(driver.toFile())) {
                var entry = Optional.ofNullable(jar.getEntry(inside))
                        .orElseThrow(() -> new Missing("The client's checks need Node " + OLDEST_NODE
                                + " or newer on the PATH: there is none, and none in " + driver));
                Files.copy(jar.getInputStream(entry), brought, StandardCopyOption.REPLACE_EXISTING);
                brought.toFile().setExecutable(true);
            }
        }
        System.out.println("Node comes from Playwright's driver");
        return brought.toAbsolutePath().toString();
    }

    private void installPackages(String node) throws Exception {
        var lock = Files.readString(CLIENT_CHECKS.resolve("package-lock.json"));
        var installed = CLIENT_CHECKS.resolve("node_modules/.installed-lock");
        if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
            return;
        }
        var command = new ArrayList<>(npm(node));
        command.addAll(List.of("ci", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"));
        run(
                "npm could not install the client's checks (biome, TypeScript): is its registry reachable?",
                CLIENT_CHECKS,
                command);
        Files.writeString(installed, lock);
    }

    private List<String> npm(String node) throws Exception {
        var own = onPath("npm");
        if (own.isPresent() && Optional.of(node).equals(onPath("node"))) {
            return List.of(own.get());
        }
        var script = kept.resolve("package/bin/npm-cli.js").toAbsolutePath();
        if (!Files.exists(script)) {
            fetchNpm();
        }
        return List.of(node, script.toString());
    }

    private void fetchNpm() throws IOException, InterruptedException, NoSuchAlgorithmException, Missing {
        var archive = kept.resolve("npm.tgz");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(NPM).build(), HttpResponse.BodyHandlers.ofFile(archive));
            if (answer.statusCode() != 200) {
                throw new Missing("npm is not on the PATH, and " + NPM + " answers " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new Missing("npm is not on the PATH, and " + NPM + " cannot be reached: " + e);
        }
        var digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));
        if (!Base64.getEncoder().encodeToString(digest).equals(NPM_SHA512)) {
            throw new Missing("npm is not on the PATH, and " + NPM + " is not what it should be (SHA-512)");
        }
        run("npm's archive could not be unpacked with tar", kept, List.of("tar", "xzf", "npm.tgz"));
    }

    private void bringChromium() throws IOException, InterruptedException, Missing {
        var found = chromium();
        if (found.isEmpty()) {
            installChromium();
            found = chromium();
        }
        var path = found.orElseThrow(() -> new Missing("apt-get installed no chromium on the PATH"));
        Files.writeString(kept.resolve("chromium"), path);
        System.out.println("Browser tests use " + path);
    }

    private static Optional<String> chromium() throws Missing {
        var named = System.getenv("PARLEY_CHROMIUM");
        if (named != null) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new Missing("PARLEY_CHROMIUM names no program: " + named);
            }
            return Optional.of(named);
        }
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    private static void installChromium() throws IOException, InterruptedException, Missing {
        var apt = onPath("apt-get");
        if (apt.isEmpty() || !System.getProperty("user.name").equals("root")) {
            throw new Missing("Browser tests need Chromium: install it, or name it in PARLEY_CHROMIUM"
                    + (apt.isPresent() ? ", or let root run this build, for apt-get" : ""));
        }
        System.out.println("No Chromium found: installing Debian's");
        run("apt-get update failed: Chromium cannot be installed", Path.of(""), List.of(apt.get(), "update", "-qq"));
        run(
                "apt-get could not install chromium",
                Path.of(""),
                List.of(apt.get(), "install", "-y", "-qq", "--no-install-recommends", "chromium"));
    }

    /** By program, Debian's package that has it: for httpd the one that makes no service of it. */
    private static final Map<String, String> PROXIES =
            Map.of("nginx", "nginx", "apache2", "apache2-bin", "haproxy", "haproxy");

    private void bringProxies() throws IOException, InterruptedException, Missing {
        var missing = new ArrayList<String>();
        for (var proxy : PROXIES.entrySet()) {
            if (server(proxy.getKey()).isEmpty()) {
                missing.add(proxy.getValue());
            }
        }
        if (!missing.isEmpty()) {
            var names = String.join(", ", missing);
            var apt = onPath("apt-get");
            if (apt.isEmpty() || !System.getProperty("user.name").equals("root")) {
                throw new Missing("The matrix needs the reverse proxies: install " + names
                        + (apt.isPresent() ? ", or let root run this build, for apt-get" : ""));
            }
            System.out.println("Installing " + names);
            run(
                    "apt-get update failed: " + names + " cannot be installed",
                    Path.of(""),
                    List.of(apt.get(), "update", "-qq"));
            var command = new ArrayList<>(List.of(apt.get(), "install", "-y", "-qq", "--no-install-recommends"));
            command.addAll(missing);
            run("apt-get could not install " + names, Path.of(""), command);
        }
        for (var name : PROXIES.keySet()) {
            var path = server(name).orElseThrow(() -> new Missing("apt-get installed no " + name));
            Files.writeString(kept.resolve(name), path);
        }
    }

    /** Debian's servers lie where not everybody's path leads. */
    private static Optional<String> server(String name) {
        return onPath(name)
                .or(() -> Optional.of("/usr/sbin/" + name).filter(path -> Files.isExecutable(Path.of(path))));
    }

    private static Optional<String> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(name, name + ".exe", name + ".cmd").map(Path.of(folder)::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst();
    }

    private static int major(String version) {
        return version.matches("v\\d+\\..*") ? Integer.parseInt(version.substring(1, version.indexOf('.'))) : 0;
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return text.strip();
    }

    private static void run(String failure, String... command) throws IOException, InterruptedException, Missing {
        run(failure, CLIENT_CHECKS, List.of(command));
    }

    private static void run(String failure, Path folder, List<String> command)
            throws IOException, InterruptedException, Missing {
        var builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .inheritIO();
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        // what apt-get installs is not to be started as a service
        builder.environment().put("RUNLEVEL", "1");
        if (builder.start().waitFor() != 0) {
            throw new Missing(failure + " (" + String.join(" ", command) + ")");
        }
    }
}
