package io.parley.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.files.Scanner.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClamdTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void what_is_clean_is_clean() throws IOException {
        try (var clamd = new ClamdSpeaker(0, 10_000_000)) {
            assertEquals(new Verdict.Clean(), scan(clamd.address(), new byte[0]));
            assertEquals(new Verdict.Clean(), scan(clamd.address(), new byte[65_536]));
            assertEquals(new Verdict.Clean(), scan(clamd.address(), new byte[1_000_003]));
        }
    }

    @Test
    void a_virus_is_found_and_named() throws IOException {
        try (var clamd = new ClamdSpeaker(0, 1_000_000)) {
            var eicar = ClamdSpeaker.EICAR.getBytes(StandardCharsets.US_ASCII);
            assertEquals(new Verdict.Infected("Win.Test.EICAR_HDB-1"), scan(clamd.address(), eicar));
        }
    }

    @Test
    void what_is_too_long_for_it_is_unknown() throws IOException {
        try (var clamd = new ClamdSpeaker(0, 1_000)) {
            assertInstanceOf(Verdict.Unknown.class, scan(clamd.address(), new byte[1_500]));
        }
    }

    @Test
    void a_scanner_that_is_not_there_says_nothing() throws IOException {
        URI gone;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            gone = URI.create("clamd://127.0.0.1:" + socket.getLocalPort());
        }
        assertThrows(IOException.class, () -> scan(gone, new byte[1]));
    }

    private static Verdict scan(URI address, byte[] content) throws IOException {
        return new Clamd(address, PATIENCE).scan(new ByteArrayInputStream(content));
    }
}
