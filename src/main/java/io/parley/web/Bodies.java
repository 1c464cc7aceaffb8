package io.parley.web;

import io.parley.files.Growing;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Pours the bodies of requests into uploads, through a small buffer each.
 *
 * <p>Each holds one of the container's threads until its last byte has come. So there are not too many of them, and none that
 * hardly moves: its sender can come again.
 */
final class Bodies {
    /** At once on a node; a container has some 200 threads. */
    private static final int MOST = 100;

    private static final int BUFFER = 1 << 16;
    /** Bytes a second, on average over all of a request, below which it is ended. */
    private static final long SLOWEST = 1 << 10;
    /** Within which nobody is called slow. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST);

    Bodies(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes all of the body in and ends the upload's growth. What came before a cut is kept, but what a checksum has to judge
     * and cannot.
     *
     * @return when the upload expires
     * @throws IOException when the sender is gone
     */
    Instant pour(HttpServletRequest request, Growing upload, Tus.@Nullable Checksum checksum) throws IOException {
        if (!places.tryAcquire()) {
            throw new Refusal(Refusal.Code.BUSY, "Too many uploads at once. Try again in a moment.");
        }
        try {
            if (request.getContentLengthLong() > upload.missing()) {
                throw tooMuch();
            }
            if (checksum != null) {
                upload.underJudgement();
            }
            take(request, upload, checksum);
            if (checksum != null && !checksum.holds()) {
                upload.takeBack();
                upload.end();
                throw new Rejection(
                        460, "checksum", "What came has another checksum than Upload-Checksum says. Send it again.");
            }
            return upload.end();
        } finally {
            places.release();
        }
    }

    private void take(HttpServletRequest request, Growing upload, Tus.@Nullable Checksum checksum) throws IOException {
        try {
            read(request, upload, checksum);
        } catch (IOException e) {
            if (checksum != null) {
                upload.takeBack();
            }
            upload.end();
            if (e instanceof SocketTimeoutException) {
                throw new Rejection(408, "unavailable", "Too little came for too long. Go on from where it stands.");
            }
            throw e;
        } catch (Rejection tooMuch) {
            upload.takeBack();
            upload.end();
            throw tooMuch;
        }
    }

    private void read(HttpServletRequest request, Growing upload, Tus.@Nullable Checksum checksum) throws IOException {
        var buffer = new byte[BUFFER];
        var body = request.getInputStream();
        var begun = clock.instant();
        var came = 0L;
        for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (count > upload.missing()) {
                throw tooMuch();
            }
            if (checksum != null) {
                checksum.digest().update(buffer, 0, count);
            }
            upload.write(ByteBuffer.wrap(buffer, 0, count));
            came += count;
            var lasted = Duration.between(begun, clock.instant());
            if (lasted.compareTo(GRACE) > 0 && came < SLOWEST * lasted.toSeconds()) {
                throw new SocketTimeoutException("hardly moves");
            }
        }
    }

    private static Rejection tooMuch() {
        return new Rejection(
                413, "too-large", "The request has more bytes than are missing of what Upload-Length announced.");
    }
}
