package io.parley.bench.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was said in one channel, in the order that is the same for all. */
final class Log {
    private static final long UNTOLD = -1;

    private final int channel;

    /** The seq before the first message here. */
    private long base = UNTOLD;

    private String baseMark = "";
    private byte[][] lines = new byte[64][];
    private String[] marks = new String[64];
    private int[] ids = new int[64];
    private int size;
    /** By person, the id of what was said last. */
    private final Map<Integer, Integer> lastOf = new HashMap<>();

    /** Clients that have to be told what is sent from now on. */
    private int receivers;

    Log(int channel) {
        this.channel = channel;
    }

    int size() {
        return size;
    }

    int id(int place) {
        return ids[place];
    }

    byte[] line(int place) {
        return lines[place];
    }

    int receivers() {
        return receivers;
    }

    void receivers(int more) {
        receivers += more;
    }

    /** Somebody without a cursor begins here. */
    void opened(long seq, String mark) {
        if (base == UNTOLD) {
            base = seq - size;
            baseMark = mark;
        } else if (seq != base + size) {
            throw new WrongDelivery("c" + channel + " begins after seq " + seq
                    + " for somebody, others were told all up to " + (base + size));
        }
    }

    /** What a client holds that was told so many messages; null when it knows no cursor. */
    @Nullable
    String cursor(int told) {
        if (base == UNTOLD) {
            return null;
        }
        return base + told + "." + (told == 0 ? baseMark : marks[told - 1]);
    }

    /** @throws WrongDelivery when the server's own number is not that of the place */
    void number(long seq, int place) {
        if (base == UNTOLD || seq == 0) {
            return;
        }
        var right = base + place + 1;
        if (seq != right) {
            throw new WrongDelivery("c" + channel + ": seq " + seq + " came where " + right + " belongs: "
                    + (seq < right ? "doubled or out of order" : "lost or out of order"));
        }
    }

    /** @throws WrongDelivery when the same person said it before something that is here already */
    void add(int id, int person, String mark, byte[] line) {
        var before = lastOf.put(person, id);
        if (before != null && before > id) {
            throw new WrongDelivery(
                    "c" + channel + ": person " + person + " said #" + id + " before #" + before + ": out of order");
        }
        if (size == ids.length) {
            lines = Arrays.copyOf(lines, 2 * size);
            marks = Arrays.copyOf(marks, 2 * size);
            ids = Arrays.copyOf(ids, 2 * size);
        }
        lines[size] = line;
        marks[size] = mark;
        ids[size++] = id;
    }
}
