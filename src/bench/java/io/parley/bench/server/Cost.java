package io.parley.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used so far, as Linux counts it (proc(5)). */
public final class Cost {
    /** Of a second: USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final double TICK = 0.01;

    /** In {@code stat}, counted from what follows the name in parentheses: utime. */
    private static final int USER = 11;

    private Cost() {}

    /** Seconds of processor time, in user mode and in the kernel, all threads. */
    public static double cpu(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1])) * TICK;
    }

    /** Bytes in memory, shared pages too. */
    public static long rss(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Rss:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Collects the garbage of a JVM, all of it. */
    public static void collect(long pid) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var exit = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .inheritIO()
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException(jcmd + " ended with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
