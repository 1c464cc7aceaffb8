package io.parley.files;

import io.parley.people.Refusal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Small pictures of large ones, made when they are first asked for, kept beside the contents they are of. */
public final class Thumbnails {
    /** Pixels either way. */
    public static final int LARGEST = Sniffer.SMALL;

    private static final System.Logger LOG = System.getLogger(Thumbnails.class.getName());

    private final Album album;
    private final FileStore store;
    private final Arrivals arrivals;
    private final Painter painter;
    private final Supplier<String> ids;
    private final Executor threads;
    /** What is being made, so that many who ask at once get one. */
    private final Map<Blob, CompletableFuture<Blob>> making = new ConcurrentHashMap<>();

    /** @param threads where pictures are decoded; may throw {@link RejectedExecutionException} when it has too much to do */
    public Thumbnails(
            Album album, FileStore store, Arrivals arrivals, Painter painter, Supplier<String> ids, Executor threads) {
        this.album = album;
        this.store = store;
        this.arrivals = arrivals;
        this.painter = painter;
        this.ids = ids;
        this.threads = threads;
    }

    /**
     * The thumbnail of a content that {@link Looks} says one can be made of.
     *
     * @return completes exceptionally with a {@link Refusal}: `NO_FILE` when none can be made after all, `BUSY`, `UNAVAILABLE`
     * @throws Refusal `UNAVAILABLE`
     */
    public CompletionStage<Blob> of(Blob source) {
        var made = album.thumbnail(source);
        return made.isPresent() ? CompletableFuture.completedFuture(made.get()) : make(source);
    }

    private CompletionStage<Blob> make(Blob source) {
        var mine = new CompletableFuture<Blob>();
        var others = making.putIfAbsent(source, mine);
        if (others != null) {
            return others;
        }
        try {
            threads.execute(() -> {
                try {
                    mine.complete(made(source));
                } catch (RuntimeException | Error failure) {
                    mine.completeExceptionally(failure);
                } finally {
                    making.remove(source);
                }
            });
        } catch (RejectedExecutionException e) {
            making.remove(source);
            mine.completeExceptionally(
                    new Refusal(Refusal.Code.BUSY, "Too many thumbnails are being made. Try again in a moment."));
        }
        return mine;
    }

    private Blob made(Blob source) {
        var before = album.thumbnail(source);
        if (before.isPresent()) {
            return before.get();
        }
        byte[] picture;
        try {
            picture = painter.painted(store.map(source), orientation(source), LARGEST);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "No thumbnail can be made", e);
            album.none(source);
            throw new Refusal(Refusal.Code.NO_FILE, "No thumbnail can be made of this file.");
        }
        var thumbnail = keep(picture);
        album.made(source, thumbnail);
        return thumbnail;
    }

    private int orientation(Blob source) throws IOException {
        try (var content = store.open(source)) {
            return Jpeg.orientation(content);
        }
    }

    private Blob keep(byte[] picture) {
        try (var intake = store.intake(ids.get())) {
            intake.write(ByteBuffer.wrap(picture));
            var blob = intake.seal();
            arrivals.want(blob, false);
            intake.keep();
            return blob;
        }
    }
}
