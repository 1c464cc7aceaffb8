package io.parley.torture;

import io.parley.json.Json;
import io.parley.torture.Account.Kept;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets clients talk over nodes that die, and counts. */
public final class Torture {
    private static final int KEPT = 0;
    private static final int BROKEN = 1;
    private static final int NOT_RUN = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PROGRESS_SECONDS = 5;
    private static final int SHOWN_FAULTS = 20;

    private final Options options;
    private final Ground ground;
    private final String id;
    private final SplittableRandom random;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Json json = new Json();
    private final List<Talker> talkers = new ArrayList<>();

    private Torture(Options options, Ground ground, String id, SplittableRandom random) {
        this.options = options;
        this.ground = ground;
        this.id = id;
        this.random = random;
    }

    /**
     * Runs from the first argument to the count; called by name from the launcher.
     *
     * @param war what the nodes run
     * @param folder for everything that lies on the disk, removed by the caller
     * @param atEnd is given what has to be done when the process ends, however it does
     * @return the exit code: 0 only when nothing was lost, doubled or out of order
     */
    public static int run(Path war, Path folder, List<String> arguments, Consumer<Runnable> atEnd)
            throws InterruptedException {
        if (arguments.contains("--help")) {
            System.out.print(Options.HELP);
            return KEPT;
        }
        try {
            var options = Options.parse(arguments, System.getenv());
            var random = new SplittableRandom();
            var id = "parley_torture_" + Integer.toHexString(random.nextInt() | 0x10000000);
            var ground = new Ground(options, war, folder, id);
            atEnd.accept(ground::close);
            try (ground) {
                return new Torture(options, ground, id, random).run() ? KEPT : BROKEN;
            }
        } catch (CannotTorture e) {
            System.err.println("Torture: " + e.line());
        } catch (IOException e) {
            System.err.println("Torture: " + e);
        }
        return NOT_RUN;
    }

    private boolean run() throws IOException, InterruptedException {
        System.out.printf(
                "Torture %s: %d nodes, %d clients, %s, %s, for %d s%n",
                id,
                options.nodes(),
                options.clients(),
                options.database().map(Object::toString).orElse("SQLite"),
                options.redis().map(Object::toString).orElse("no Redis"),
                options.time().toSeconds());
        ground.prepare();
        for (int i = 0; i < options.clients(); i++) {
            var own = random.split();
            talkers.add(new Talker(
                    "client" + i, Long.toHexString(own.nextLong()), http, json, () -> ground.any(own), own.split()));
        }
        talkers.forEach(Talker::start);
        var faults = new Faults(ground.nodes(), talkers, random.split());
        try (var progress = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory())) {
            progress.scheduleAtFixedRate(this::progress, PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
            faults.strike(options.time());
            talkers.forEach(Talker::quiet);
            settle();
            progress.shutdownNow();
        }
        System.out.println(faults.counts());
        var verdict = Verdict.of(account());
        List.of(verdict.lost(), verdict.doubled(), verdict.disordered())
                .forEach(faulty -> faulty.stream().limit(SHOWN_FAULTS).forEach(System.out::println));
        System.out.println(verdict.counts());
        return verdict.kept() && verdict.sent() == verdict.acknowledged();
    }

    private void progress() {
        System.out.printf(
                Locale.ROOT,
                "%d of %d nodes, %d sent, %d acknowledged, seq %d%n",
                ground.nodes().stream().filter(node -> node.uri().isPresent()).count(),
                options.nodes(),
                talkers.stream().mapToLong(Talker::sent).sum(),
                talkers.stream().mapToLong(Talker::acknowledged).sum(),
                talkers.stream().mapToLong(Talker::position).max().orElse(0));
    }

    /** Until everything is acknowledged and everybody has everything, or nobody can wait any longer. */
    private void settle() throws InterruptedException {
        var began = System.nanoTime();
        var newest = 0L;
        while (newest == 0 || !everybodyHas(newest)) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                System.out.println("After " + PATIENCE.toSeconds() + " s of peace not everybody has everything:");
                var head = newest;
                talkers.stream().filter(talker -> !talker.has(head)).forEach(System.out::println);
                return;
            }
            Thread.sleep(50);
            newest = newest();
        }
        System.out.printf(
                "Everybody had everything %d ms after the last fault%n", (System.nanoTime() - began) / 1_000_000);
    }

    private boolean everybodyHas(long seq) {
        return talkers.stream().allMatch(talker -> talker.has(seq));
    }

    private long newest() throws InterruptedException {
        try {
            return history().newest();
        } catch (IOException e) {
            return 0;
        }
    }

    private History history() throws IOException {
        var node = ground.any(random).orElseThrow(() -> new IOException("no node runs"));
        return new History(http, json, node, "witness");
    }

    /** Asks everybody for what he knows, and a node for the journal. */
    private Account account() throws IOException, InterruptedException {
        var pages = new ArrayList<List<Kept>>();
        history()
                .pages(
                        "",
                        page -> pages.add(page.messages().stream().map(Kept::of).toList()));
        Collections.reverse(pages);
        talkers.forEach(Talker::leave);
        var views = new LinkedHashMap<String, View>();
        talkers.forEach(talker -> views.put(talker.name(), talker.view()));
        return new Account(
                talkers.stream().map(Talker::sender).toList(),
                pages.stream().flatMap(List::stream).toList(),
                views);
    }
}
