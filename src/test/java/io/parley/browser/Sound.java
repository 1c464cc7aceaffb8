package io.parley.browser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Something that people listen to, made here. */
final class Sound {
    private static final int RATE = 8_000;

    private Sound() {}

    /** A tone, as WAV: 8 bits, mono. */
    static byte[] tone(int seconds) {
        var samples = seconds * RATE;
        var wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + samples).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(RATE).putShort((short) 1).putShort((short) 8);
        wav.put(ascii("data")).putInt(samples);
        for (int i = 0; i < samples; i++) {
            wav.put((byte) (128 + 40 * Math.sin(2 * Math.PI * 440 * i / RATE)));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
