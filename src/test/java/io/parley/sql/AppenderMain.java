package io.parley.sql;

import static io.parley.chat.ChannelView.LOBBY;

import io.parley.chat.Draft;
import io.parley.chat.Event;
import io.parley.chat.Receipt;
import io.parley.chat.SendOrder;
import io.parley.people.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * A process of its own with a store: each line it reads is a cid to send, answered by {@code kept}, {@code repeated} or the code
 * of the refusal; {@code log} is answered by all cids in the journal.
 */
final class AppenderMain {
    private static final String TEXT = "x".repeat(4_000);

    private AppenderMain() {}

    public static void main(String[] args) throws IOException {
        try (var house = new House(Path.of(args[0]));
                var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var ann = house.person("Ann");
            var order = SendOrder.strict();
            System.out.println("ready");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line.equals("log") ? log(house) : send(house, ann.id(), order, line));
            }
        }
    }

    private static String send(House house, String author, SendOrder order, String cid) {
        try {
            var receipt = house.store
                    .journal()
                    .append(new Draft.Post(LOBBY, author, cid, order, TEXT, List.of()))
                    .toCompletableFuture()
                    .join();
            return switch (receipt) {
                case Receipt.Kept kept -> "kept";
                case Receipt.Repeated repeated -> "repeated";
            };
        } catch (CompletionException e) {
            return e.getCause() instanceof Refusal refusal ? refusal.code().wireName() : e.toString();
        }
    }

    private static String log(House house) {
        return house.store.journal().between(LOBBY, 0, Long.MAX_VALUE).stream()
                .map(Event.Lasting::cid)
                .collect(Collectors.joining(" "));
    }
}
