package io.parley.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The lines that leave next as one frame, and the frame they became the last time: the readers of a room mostly wait for the same lines, and
 * then share one frame. Confined to one thread at a time.
 */
final class Gathering {
    private final List<byte[]> lines = new ArrayList<>();
    private long size;
    private final Map<Framing, Made> last = new EnumMap<>(Framing.class);

    void add(byte[] line) {
        size += lines.isEmpty() ? line.length : 1 + line.length;
        lines.add(line);
    }

    /** Bytes of what is gathered. */
    long size() {
        return size;
    }

    /** All of it as one frame; begins anew. */
    Frame frame(Framing framing) {
        var made = last.get(framing);
        if (made == null || !made.isOf(lines)) {
            made = new Made(List.copyOf(lines), framing.frame(lines));
            last.put(framing, made);
        }
        lines.clear();
        size = 0;
        return made.frame();
    }

    private record Made(List<byte[]> from, Frame frame) {
        boolean isOf(List<byte[]> lines) {
            if (lines.size() != from.size()) {
                return false;
            }
            for (var i = 0; i < lines.size(); i++) {
                // the same bytes, not equal ones: each event is encoded once
                if (lines.get(i) != from.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
