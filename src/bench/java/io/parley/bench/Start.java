package io.parley.bench;

import io.parley.bench.load.Ledger;
import io.parley.bench.load.Load;
import io.parley.bench.load.OpenLoop;
import io.parley.bench.load.Speaker;
import io.parley.bench.server.Entrant;
import io.parley.bench.server.Town;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** From {@code java -jar} to the first page, and to the first message that somebody sent and was told: of a Parley that ran before, so its WAR is unpacked. */
public final class Start implements Scenario {
    private static final String SHAPE = "java -jar";
    private static final String PAGE = "first page s";
    private static final String MESSAGE = "first message s";

    public static void main(String[] args) throws Exception {
        Bench.run(new Start());
    }

    @Override
    public String name() {
        return "Start";
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public void measure(Bench bench, Report report) throws Exception {
        var home = Files.createTempDirectory(bench.folder(), "start");
        new Town(1, 1, person -> new int[1]).build(home);
        // the first start unpacks it, whatever else is warmed up
        start(bench, report.none(), home);
        for (var round = 0; round < bench.rounds(); round++) {
            start(bench, report, home);
        }
        report.expect(Target.atMost(2, SHAPE, PAGE, Entrant.BINARY));
        report.expect(Target.atMost(2.5, SHAPE, MESSAGE, Entrant.BINARY));
    }

    private static void start(Bench bench, Report report, Path home) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var began = System.nanoTime();
            try (var parley = Entrant.binary(Entrant.parley(home, bench.jvm()))) {
                var uri = parley.server().uri();
                var page = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                if (page.statusCode() != 200 || page.body().isEmpty()) {
                    throw new IOException("the first page is " + page);
                }
                report.add(SHAPE, parley.name(), PAGE, (System.nanoTime() - began) / 1e9);
                try (var load = new Load(uri, parley.dialect(), new Ledger(1, OneRoom.TEXT))) {
                    var ann = load.join(0, 0);
                    load.awaitLive();
                    Speaker speaker = sender -> new Speaker.Turn(ann, 0);
                    load.run(OpenLoop.burst(speaker, 1));
                    report.add(SHAPE, parley.name(), MESSAGE, (System.nanoTime() - began) / 1e9);
                    load.check();
                }
            }
        }
    }
}
