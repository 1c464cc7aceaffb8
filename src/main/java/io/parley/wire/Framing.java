package io.parley.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How lines become one frame; decided by the subprotocol. */
enum Framing {
    /** `parley.1`, and classic: text frames. */
    TEXT {
        @Override
        Frame frame(List<byte[]> lines) {
            return new Frame.Text(new String(join(lines), StandardCharsets.UTF_8));
        }
    },
    /** `parley.1.binary`: the same lines as UTF-8; one line is not copied. */
    BINARY {
        @Override
        Frame frame(List<byte[]> lines) {
            return new Frame.Binary(ByteBuffer.wrap(join(lines)));
        }
    };

    /** @param lines at least one, without line ends */
    abstract Frame frame(List<byte[]> lines);

    /** Lines one below the other; a single one is not copied. */
    static byte[] join(List<byte[]> lines) {
        if (lines.size() == 1) {
            return lines.getFirst();
        }
        var size = lines.size() - 1;
        for (var line : lines) {
            size += line.length;
        }
        var joined = new byte[size];
        var at = 0;
        for (var line : lines) {
            if (at > 0) {
                joined[at++] = '\n';
            }
            System.arraycopy(line, 0, joined, at, line.length);
            at += line.length;
        }
        return joined;
    }
}
