package io.parley.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose files may not grow any more: the operating system's own way to fail a write, lifted again while it runs. */
class FileSizeLimitIT {
    @TempDir
    private Path folder;

    private Process process;
    private PrintWriter in;
    private BufferedReader out;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppenderMain.class.getName(),
                        folder.toString())
                .redirectError(Redirect.to(folder.resolve("errors").toFile()))
                .start();
        in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", out.readLine());
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void service_returns_by_itself_when_files_may_grow_again() throws Exception {
        var kept = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            assertEquals("kept", send("before" + i));
            kept.add("before" + i);
        }
        limitFiles(Files.size(folder.resolve("parley.db-wal")) + 100_000 + "");
        var failed = sendUntilTenFail(kept);
        assertEquals(String.join(" ", kept), send("log"));

        limitFiles("unlimited");
        assertEquals("unavailable", send(failed.get(1)), "it must not overtake the first that failed");
        for (var cid : failed) {
            assertEquals("kept", send(cid));
            kept.add(cid);
        }
        assertEquals("repeated", send(failed.getFirst()));
        assertEquals(String.join(" ", kept), send("log"));
        in.close();
        assertEquals(0, process.waitFor());
    }

    private List<String> sendUntilTenFail(List<String> kept) throws IOException {
        var failed = new ArrayList<String>();
        for (int i = 0; failed.size() < 10; i++) {
            var cid = "during" + i;
            var answer = send(cid);
            if (answer.equals("kept")) {
                assertEquals(List.of(), failed, cid + " overtook");
                assertTrue(kept.add(cid) && kept.size() < 1_000, "the limit does not hold");
            } else {
                assertEquals("unavailable", answer);
                failed.add(cid);
            }
        }
        System.out.printf("limited files: %d kept, then %d refused%n", kept.size(), failed.size());
        return failed;
    }

    private String send(String line) throws IOException {
        in.println(line);
        return String.valueOf(out.readLine());
    }

    /** The soft limit, which may be lifted again. */
    private void limitFiles(String bytes) throws IOException, InterruptedException {
        var prlimit = new ProcessBuilder("prlimit", "--pid", process.pid() + "", "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertEquals(0, prlimit.waitFor());
    }
}
