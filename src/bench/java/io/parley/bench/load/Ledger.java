package io.parley.bench.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * What was sent, and in which order each channel has it: the first client that is told a message writes it down, every
 * other has to be told the same.
 *
 * <p>A latency begins when its message was scheduled to be sent, not when the generator came to send it: a server gains
 * nothing by holding the generator up (coordinated omission).
 */
public final class Ledger {
    /** Nanoseconds; what takes longer is a failure, not a latency. */
    private static final long LONGEST = 600_000_000_000L;

    private static final int UNKNOWN = -1;

    private final Log[] logs;
    private String fill;
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private IntConsumer whenComplete = id -> {};
    private int sent;
    private int complete;
    private long deliveries;
    private long bytes;

    // by the id of a message
    private int[] channels = new int[256];
    private int[] people = new int[256];
    private String[] fills = new String[256];
    private int[] senders = new int[256];
    private int[] missing = new int[256];
    private boolean[] told = new boolean[256];
    private long[] scheduled = new long[256];

    /** @param size of each message's text in bytes, at least 16 */
    public Ledger(int channels, int size) {
        logs = new Log[channels];
        Arrays.setAll(logs, Log::new);
        fill = "x".repeat(size);
    }

    /** Texts that are sent from now on have that many bytes, at least 16. */
    public void size(int bytes) {
        fill = "x".repeat(bytes);
    }

    /** Told the id of each message that everybody has. */
    public void whenComplete(IntConsumer listener) {
        whenComplete = listener;
    }

    /**
     * A message is about to be sent.
     *
     * @param person who sends it: what he says in one channel stays in its order
     * @param sender any number, for {@link #sender}
     * @return its id; they count from 0
     */
    public int send(int channel, int person, int sender, long schedule) {
        if (sent == channels.length) {
            channels = Arrays.copyOf(channels, 2 * sent);
            people = Arrays.copyOf(people, 2 * sent);
            fills = Arrays.copyOf(fills, 2 * sent);
            senders = Arrays.copyOf(senders, 2 * sent);
            missing = Arrays.copyOf(missing, 2 * sent);
            told = Arrays.copyOf(told, 2 * sent);
            scheduled = Arrays.copyOf(scheduled, 2 * sent);
        }
        channels[sent] = channel;
        people[sent] = person;
        fills[sent] = fill;
        senders[sent] = sender;
        missing[sent] = log(channel).receivers();
        scheduled[sent] = schedule;
        return sent++;
    }

    public int sender(int id) {
        return senders[id];
    }

    public String text(int id) {
        var name = "#" + id + " ";
        return name + fills[id].substring(Math.min(fills[id].length(), name.length()));
    }

    Log log(int channel) {
        if (channel < 0 || channel >= logs.length) {
            throw new WrongDelivery("there is no channel c" + channel);
        }
        return logs[channel];
    }

    /**
     * Somebody is told a message in another form than others, or as the first.
     *
     * @param place how many of its channel he was told before
     * @param line as it came
     * @throws WrongDelivery when it does not belong there
     */
    void told(Said.Message message, int place, byte[] line) {
        var log = log(message.channel());
        log.number(message.seq(), place);
        var id = id(message);
        if (place < log.size()) {
            if (id != log.id(place)) {
                throw new WrongDelivery("c" + message.channel() + ": #" + id + " came where others were told #"
                        + log.id(place) + ": lost, doubled or out of order");
            }
            return;
        }
        if (told[id]) {
            throw new WrongDelivery(
                    "c" + message.channel() + ": #" + id + " came again: doubled, or others lost something");
        }
        told[id] = true;
        log.add(id, people[id], message.mark(), line);
    }

    /** Somebody has one more: the message of that place. */
    void delivered(Log log, int place, int length, long now) {
        var id = log.id(place);
        deliveries++;
        bytes += length;
        latencies.recordValue(Math.min(LONGEST, Math.max(0, now - scheduled[id])));
        if (missing[id] > 0 && --missing[id] == 0) {
            complete++;
            whenComplete.accept(id);
        }
    }

    private int id(Said.Message message) {
        var id = number(message.text());
        if (id == UNKNOWN || !message.text().equals(text(id))) {
            throw new WrongDelivery("nobody sent this: " + message);
        }
        if (channels[id] != message.channel()) {
            throw new WrongDelivery("#" + id + " was sent to c" + channels[id] + " and came to " + message.channel());
        }
        return id;
    }

    private int number(String text) {
        var end = text.indexOf(' ');
        if (end < 2 || end > 10 || text.charAt(0) != '#') {
            return UNKNOWN;
        }
        var number = 0;
        for (var at = 1; at < end; at++) {
            var digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return UNKNOWN;
            }
            number = 10 * number + digit;
        }
        return number < sent ? number : UNKNOWN;
    }

    /** Messages that not all have who have to. */
    public int incomplete() {
        return sent - complete;
    }

    public int sent() {
        return sent;
    }

    /** Times that somebody was told a message. */
    public long deliveries() {
        return deliveries;
    }

    /** Of the lines of those. */
    public long bytes() {
        return bytes;
    }

    /** Nanoseconds from schedule to delivery. */
    public Histogram latencies() {
        return latencies;
    }

    /**
     * Everybody has everything.
     *
     * @throws WrongDelivery when somebody lacks something
     */
    public void check(Collection<Inbox> inboxes) {
        for (var id = 0; id < sent; id++) {
            if (!told[id]) {
                throw new WrongDelivery("#" + id + " in c" + channels[id] + " was lost: nobody was told");
            }
        }
        inboxes.forEach(Inbox::check);
    }
}
