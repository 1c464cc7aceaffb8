package io.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final Gathering gathering = new Gathering();
    private final byte[] good = "good".getBytes(StandardCharsets.UTF_8);
    private final byte[] morning = "morning".getBytes(StandardCharsets.UTF_8);

    @Test
    void readers_of_the_same_lines_share_one_frame() {
        var first = frame(Framing.BINARY, good, morning);
        assertSame(first, frame(Framing.BINARY, good, morning));
        var text = frame(Framing.TEXT, good, morning);
        assertEquals(new Frame.Text("good\nmorning"), text);
        assertSame(text, frame(Framing.TEXT, good, morning));
        assertSame(first, frame(Framing.BINARY, good, morning));
    }

    @Test
    void other_lines_are_another_frame() {
        var first = frame(Framing.TEXT, good, morning);
        for (var others : List.of(
                List.of(good), List.of(morning, good), List.of(good, morning.clone()), List.of(good, morning, good))) {
            assertNotSame(first, frame(Framing.TEXT, others.toArray(new byte[0][])));
            first = frame(Framing.TEXT, good, morning);
        }
        assertEquals(new Frame.Text("morning"), frame(Framing.TEXT, morning));
    }

    @Test
    void its_size_counts_the_line_ends() {
        gathering.add(good);
        assertEquals(4, gathering.size());
        gathering.add(morning);
        assertEquals(12, gathering.size());
        assertEquals(12, gathering.frame(Framing.BINARY).size());
        assertEquals(0, gathering.size());
    }

    private Frame frame(Framing framing, byte[]... lines) {
        for (var line : lines) {
            gathering.add(line);
        }
        return gathering.frame(framing);
    }
}
