package io.parley.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What one client is told, verified line by line: all of each of its channels, in order, nothing twice.
 *
 * <p>A line that others were told too is only compared with theirs; so the generator is much cheaper than a server.
 */
public final class Inbox {
    private final Dialect dialect;
    private final Ledger ledger;
    private final int[] channels;
    /** By the same index: how many messages it was told. */
    private final int[] told;

    private final boolean[] live;
    private int lively;
    private final Map<String, Tally> others = new TreeMap<>();
    private Other other = (type, line) -> {};
    private Consumer<Said.Refused> refused = refusal -> {
        throw new WrongDelivery("refused: " + refusal);
    };

    /**
     * Of what is no message.
     *
     * @param lines so many
     * @param bytes of them together
     */
    public record Tally(long lines, long bytes) {
        Tally and(int length) {
            return new Tally(lines + 1, bytes + length);
        }
    }

    /** Somebody who looks at what is no message. */
    @FunctionalInterface
    public interface Other {
        void told(String type, byte[] line);
    }

    /** @param channels that it is in */
    public Inbox(Dialect dialect, Ledger ledger, int... channels) {
        this.dialect = dialect;
        this.ledger = ledger;
        this.channels = channels;
        this.told = new int[channels.length];
        this.live = new boolean[channels.length];
        for (var slot = 0; slot < channels.length; slot++) {
            told[slot] = ledger.log(channels[slot]).size();
        }
    }

    public int[] channels() {
        return channels;
    }

    /** The frame that begins, or goes on after a cut. */
    String hello(boolean again) {
        return dialect.hello(channels, channel -> again ? ledger.log(channel).cursor(told[slot(channel)]) : null);
    }

    /** It is cut off: nothing is live until it is told so again. */
    void cut() {
        Arrays.fill(live, false);
        lively = 0;
    }

    /** All of its channels are live. */
    public boolean live() {
        return lively == channels.length;
    }

    /** How many of its channels are live, for a failure's text. */
    String progress() {
        return lively + " of " + channels.length;
    }

    /** It has all that anybody was told. */
    public boolean complete() {
        for (var slot = 0; slot < channels.length; slot++) {
            if (told[slot] < ledger.log(channels[slot]).size()) {
                return false;
            }
        }
        return true;
    }

    /** Somebody else looks at what is no message, too. */
    public void whenOther(Other listener) {
        other = listener;
    }

    /** Somebody else says what a refusal means; else it fails the run. */
    public void whenRefused(Consumer<Said.Refused> listener) {
        refused = listener;
    }

    /** What else it was told, by type. */
    public Map<String, Tally> others() {
        return others;
    }

    /**
     * One or more lines.
     *
     * @param now when they came
     * @throws WrongDelivery when one is not what has to come
     */
    public void hear(byte[] bytes, int begin, int end, long now) {
        var from = begin;
        while (from < end) {
            var to = known(bytes, from, end, now);
            if (to < 0) {
                to = from;
                while (to < end && bytes[to] != '\n') {
                    to++;
                }
                read(Arrays.copyOfRange(bytes, from, to), now);
            }
            from = to + 1;
        }
    }

    /** @return where the line ends, if it is the one that others were told at this place; else -1 */
    private int known(byte[] bytes, int from, int end, long now) {
        var slot = slot(dialect.channelOf(bytes, from, end));
        if (slot < 0) {
            return -1;
        }
        var log = ledger.log(channels[slot]);
        var place = told[slot];
        if (place == log.size()) {
            return -1;
        }
        var line = log.line(place);
        var to = from + line.length;
        if (to > end || to < end && bytes[to] != '\n' || !Arrays.equals(bytes, from, to, line, 0, line.length)) {
            return -1;
        }
        told[slot]++;
        ledger.delivered(log, place, line.length, now);
        return to;
    }

    private void read(byte[] line, long now) {
        switch (dialect.read(new String(line, StandardCharsets.UTF_8))) {
            case Said.Message message -> {
                var slot = in(message.channel());
                ledger.told(message, told[slot], line);
                ledger.delivered(ledger.log(message.channel()), told[slot]++, line.length, now);
            }
            case Said.Opened opened -> {
                in(opened.channel());
                ledger.log(opened.channel()).opened(opened.seq(), opened.mark());
                tally("gap", line.length);
            }
            case Said.Live(var channel)
            when channel == Said.ALL -> {
                Arrays.fill(live, true);
                lively = channels.length;
            }
            case Said.Live(var channel) -> {
                var slot = in(channel);
                lively += live[slot] ? 0 : 1;
                live[slot] = true;
                tally("live", line.length);
            }
            case Said.Refused refusal -> refused.accept(refusal);
            case Said.Other said -> {
                tally(said.type(), line.length);
                other.told(said.type(), line);
            }
        }
    }

    private void tally(String type, int length) {
        others.merge(type, new Tally(1, length), (before, one) -> before.and(length));
    }

    private int in(int channel) {
        var slot = slot(channel);
        if (slot < 0) {
            throw new WrongDelivery("told of c" + channel + ", only in " + Arrays.toString(channels));
        }
        return slot;
    }

    private int slot(int channel) {
        for (var slot = 0; slot < channels.length; slot++) {
            if (channels[slot] == channel) {
                return slot;
            }
        }
        return -1;
    }

    void check() {
        for (var slot = 0; slot < channels.length; slot++) {
            var size = ledger.log(channels[slot]).size();
            if (told[slot] != size) {
                throw new WrongDelivery(
                        "somebody in c" + channels[slot] + " was told " + told[slot] + " of " + size + ": lost");
            }
        }
    }
}
