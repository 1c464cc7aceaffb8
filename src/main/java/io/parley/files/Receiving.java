package io.parley.files;

import io.parley.files.Arrivals.Arrival;
import java.io.Closeable;
import java.nio.ByteBuffer;

/** A file of unknown length on its way in, in one go; used by one thread at a time, and closed whatever happens. */
public final class Receiving implements Closeable {
    private final Uploads uploads;
    private final Arrival arrival;
    private final FileStore.Intake intake;

    Receiving(Uploads uploads, Arrival arrival, FileStore.Intake intake) {
        this.uploads = uploads;
        this.arrival = arrival;
        this.intake = intake;
    }

    /**
     * Takes what remains in the buffer. Blocks on the store.
     *
     * @throws io.parley.people.Refusal `TOO_LARGE` when the file is over the limit: what came of it is forgotten;
     *     `UNAVAILABLE`
     */
    public void write(ByteBuffer part) {
        if (intake.size() + part.remaining() > uploads.limit()) {
            intake.discard();
            throw uploads.tooLarge();
        }
        intake.write(part);
    }

    /**
     * Makes the content durable and registers it; blocks on the disk, not on the registration.
     *
     * @return the id by which the uploader posts it; should the catalog fail after all, posting is what is refused
     * @throws io.parley.people.Refusal `OVER_QUOTA`, `UNAVAILABLE`
     */
    public String finish() {
        uploads.begin(new Arrival(
                arrival.id(),
                arrival.uploader(),
                arrival.name(),
                arrival.declared(),
                intake.size(),
                arrival.expires(),
                null,
                Arrivals.State.ARRIVING));
        var unused = uploads.finish(arrival, intake);
        return arrival.id();
    }

    /** Forgets what was not finished. */
    @Override
    public void close() {
        intake.discard();
    }
}
