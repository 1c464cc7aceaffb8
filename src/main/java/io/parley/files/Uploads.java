package io.parley.files;

import io.parley.files.Arrivals.Arrival;
import io.parley.files.Arrivals.State;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes files in: to the store piece by piece, then into the catalog, where a message finds them. Calls block. */
public final class Uploads {
    /** How long an upload is kept to which nothing comes and which no message posts. */
    public static final Duration KEPT = Duration.ofHours(24);

    private final FileStore store;
    private final Arrivals arrivals;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final Rules rules;

    /**
     * @param file bytes in one file
     * @param quota bytes of all that one person has uploaded; 0: no limit
     * @param check whether nobody may read a content that has not been checked
     */
    public record Rules(long file, long quota, boolean check) {}

    /** @param ids gives a new, unguessable id at each call: letters, digits, {@code -} and {@code _} */
    public Uploads(FileStore store, Arrivals arrivals, Supplier<String> ids, InstantSource clock, Rules rules) {
        this.store = store;
        this.arrivals = arrivals;
        this.ids = ids;
        this.clock = clock;
        this.rules = rules;
    }

    /** Bytes in one file. */
    public long limit() {
        return rules.file();
    }

    /**
     * Begins to take a file in whose length nobody knows, in one go: what is cut is forgotten.
     *
     * @param name as its uploader gave it, path and all; null where he gave none
     * @param type as its uploader declared it; null where he declared none
     * @throws Refusal `UNAVAILABLE`
     */
    public Receiving receive(Person uploader, @Nullable String name, @Nullable String type) {
        var arrival = arrival(uploader, name, type, 0);
        return new Receiving(this, arrival, store.intake(arrival.id()));
    }

    /**
     * Begins a file of known length, which may come over days.
     *
     * @throws Refusal `TOO_LARGE`, `OVER_QUOTA`, `UNAVAILABLE`
     */
    public Arrival begin(Person uploader, @Nullable String name, @Nullable String type, long length) {
        if (length > rules.file()) {
            throw tooLarge();
        }
        var arrival = arrival(uploader, name, type, length);
        begin(arrival);
        return arrival;
    }

    void begin(Arrival arrival) {
        arrivals.begin(arrival, rules.quota());
    }

    private Arrival arrival(Person uploader, @Nullable String name, @Nullable String type, long length) {
        return new Arrival(
                ids.get(),
                uploader.id(),
                name == null ? null : FileName.of(name).text(),
                type == null ? null : MediaType.of(type).text(),
                length,
                expiry(),
                null,
                State.ARRIVING);
    }

    /** @throws Refusal `NO_FILE` when that person has no such upload; `EXPIRED` */
    public Arrival find(Person person, String upload) {
        var found = arrivals.find(person.id(), upload);
        if (found.state() != State.POSTED && !found.expires().isAfter(clock.instant())) {
            throw new Refusal(Refusal.Code.EXPIRED, "The upload has expired. Begin it anew.");
        }
        return found;
    }

    /** Bytes of it that are here and as its uploader sent them. */
    public long offset(Arrival arrival) {
        if (arrival.state() != State.ARRIVING) {
            return arrival.length();
        }
        var kept = store.arrived(arrival.id());
        return arrival.unverified() == null ? kept : Math.min(kept, arrival.unverified());
    }

    /**
     * Goes on with an upload.
     *
     * @throws Refusal `BUSY` while another request does; `CONFLICT` when it is whole; `UNAVAILABLE`
     */
    public Growing resume(Arrival arrival) {
        if (arrival.state() != State.ARRIVING) {
            throw new Refusal(Refusal.Code.CONFLICT, "The upload is complete.");
        }
        return new Growing(this, arrival, store.intake(arrival.id()));
    }

    /** See {@link Arrivals#grew}. */
    boolean grew(Arrival arrival, Instant expires, @Nullable Long unverified) {
        return arrivals.grew(arrival.id(), expires, unverified);
    }

    /**
     * Cancels an upload. One that is being written is forgotten when that ends.
     *
     * @throws Refusal `NO_FILE`; `CONFLICT` when a message has it
     */
    public void cancel(Person person, String upload) {
        arrivals.forget(person.id(), upload);
        try (var intake = store.intake(upload)) {
            intake.discard();
        } catch (Refusal writing) {
            // who writes it finds it forgotten; and what nobody finds is swept
        }
    }

    /**
     * Keeps what came of an upload and registers it; blocks on the disk and until it is wanted, not on the registration.
     *
     * <p>The content is wanted before the store has it: else a sweep could delete it at that moment.
     */
    CompletionStage<Void> finish(Arrival arrival, FileStore.Intake intake) {
        var blob = intake.seal();
        if (arrivals.want(blob, rules.check())) {
            intake.keep();
            return arrivals.whole(arrival.id(), blob, looks(blob), expiry());
        }
        intake.discard();
        return arrivals.whole(arrival.id(), blob, Looks.UNKNOWN, expiry());
    }

    private Looks looks(Blob blob) {
        try (var content = store.open(blob)) {
            return Sniffer.look(content, blob.size());
        } catch (IOException e) {
            throw new Refusal(Refusal.Code.UNAVAILABLE, "A file cannot be read at the moment.");
        }
    }

    /** When what is touched now is forgotten. */
    Instant expiry() {
        return clock.instant().plus(KEPT);
    }

    Refusal tooLarge() {
        return new Refusal(
                Refusal.Code.TOO_LARGE, "The file is too large; at most " + rules.file() + " bytes are allowed.");
    }
}
