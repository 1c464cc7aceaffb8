package io.parley.files;

import io.parley.files.Arrivals.Arrival;
import io.parley.people.Refusal;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/**
 * A file of known length that goes on coming; used by one thread at a time, and closed whatever happens: what came is kept
 * for whoever goes on.
 */
public final class Growing implements Closeable {
    private final Uploads uploads;
    private final Arrival arrival;
    private final FileStore.Intake intake;
    private final long start;

    Growing(Uploads uploads, Arrival arrival, FileStore.Intake intake) {
        this.uploads = uploads;
        this.arrival = arrival;
        this.intake = intake;
        var unverified = arrival.unverified();
        try {
            // what a checksum was to judge when the process died has not been judged
            intake.cut(Math.min(intake.size(), unverified == null ? arrival.length() : unverified));
        } catch (Refusal refusal) {
            intake.close();
            throw refusal;
        }
        this.start = intake.size();
    }

    /** Bytes that are here. */
    public long offset() {
        return intake.size();
    }

    /** Bytes that have to come still. */
    public long missing() {
        return arrival.length() - intake.size();
    }

    /**
     * What is written from now on is judged in the end: whatever dies before, it is not kept.
     *
     * @throws Refusal `UNAVAILABLE`
     */
    public void underJudgement() {
        uploads.grew(arrival, uploads.expiry(), start);
    }

    /**
     * Takes what remains in the buffer, at most what is {@link #missing}. Blocks on the store.
     *
     * @throws Refusal `UNAVAILABLE`; `TOO_LARGE` when it is more: nothing of it is taken
     */
    public void write(ByteBuffer part) {
        if (part.remaining() > missing()) {
            throw new Refusal(
                    Refusal.Code.TOO_LARGE,
                    "More came than the " + arrival.length() + " bytes that were announced for the file.");
        }
        intake.write(part);
    }

    /** Forgets what was written since the beginning of this. */
    public void takeBack() {
        intake.cut(start);
    }

    /**
     * Makes durable what came; if that is all, keeps the file and registers it.
     *
     * @return when the upload is forgotten, unless more comes or a message posts it
     * @throws Refusal `NO_FILE` when it was cancelled meanwhile; `BUSY`, `UNAVAILABLE`
     */
    public Instant end() {
        var expires = uploads.expiry();
        if (missing() > 0) {
            intake.force();
            if (!uploads.grew(arrival, expires, null)) {
                intake.discard();
                throw new Refusal(Refusal.Code.NO_FILE, "The upload was cancelled.");
            }
        } else {
            try {
                uploads.finish(arrival, intake).toCompletableFuture().join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof Refusal refusal ? refusal : e;
            }
        }
        return expires;
    }

    /** Lets go; what was written stays. */
    @Override
    public void close() {
        intake.close();
    }
}
