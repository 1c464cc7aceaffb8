package io.parley.files;

import io.parley.chat.Attachment;
import io.parley.people.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows about uploads in memory. Guarded by itself. */
public final class MemoryArrivals implements Arrivals {
    private final Map<String, Arrival> rows = new HashMap<>();
    private final Consumer<Catalog.Upload> whole;
    /** Contents known to be infected. */
    public final Set<String> infected = new HashSet<>();

    /** @param whole hears of each upload that is complete */
    public MemoryArrivals(Consumer<Catalog.Upload> whole) {
        this.whole = whole;
    }

    @Override
    public synchronized void begin(Arrival arrival, long quota) {
        var sum = rows.values().stream()
                .filter(row -> row.uploader().equals(arrival.uploader()))
                .mapToLong(Arrival::length)
                .sum();
        if (quota > 0 && sum + arrival.length() > quota) {
            throw new Refusal(Refusal.Code.OVER_QUOTA, "More than one person may keep.");
        }
        rows.put(arrival.id(), arrival);
    }

    @Override
    public synchronized Arrival find(String person, String upload) {
        var found = rows.get(upload);
        if (found == null || !found.uploader().equals(person)) {
            throw noFile();
        }
        return found;
    }

    @Override
    public synchronized boolean grew(String upload, Instant expires, @Nullable Long unverified) {
        var row = rows.get(upload);
        if (row == null) {
            return false;
        }
        rows.put(upload, with(row, row.length(), expires, unverified, State.ARRIVING));
        return true;
    }

    @Override
    public synchronized void forget(String person, String upload) {
        if (find(person, upload).state() == State.POSTED) {
            throw new Refusal(Refusal.Code.CONFLICT, "In a message.");
        }
        rows.remove(upload);
    }

    @Override
    public synchronized boolean want(Blob blob, boolean held) {
        return !infected.contains(blob.sha256());
    }

    @Override
    public synchronized CompletionStage<Void> whole(String upload, Blob blob, Looks looks, Instant expires) {
        var row = rows.get(upload);
        if (row == null) {
            return CompletableFuture.failedFuture(noFile());
        }
        rows.put(upload, with(row, blob.size(), expires, null, State.WHOLE));
        var file = new Attachment(
                upload,
                row.name(),
                looks.type(),
                row.declared(),
                blob.size(),
                looks.width(),
                looks.height(),
                looks.thumbnail() ? true : null,
                null,
                null,
                null);
        whole.accept(new Catalog.Upload(file, row.uploader(), blob));
        return CompletableFuture.completedFuture(null);
    }

    /** A message has it now. */
    public synchronized void post(String upload) {
        var row = Objects.requireNonNull(rows.get(upload));
        rows.put(upload, with(row, row.length(), row.expires(), null, State.POSTED));
    }

    private static Arrival with(Arrival row, long length, Instant expires, @Nullable Long unverified, State state) {
        return new Arrival(row.id(), row.uploader(), row.name(), row.declared(), length, expires, unverified, state);
    }

    private static Refusal noFile() {
        return new Refusal(Refusal.Code.NO_FILE, "There is no such upload of yours.");
    }
}
