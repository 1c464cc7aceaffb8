package io.parley.files;

import io.parley.chat.Attachment;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * People's pictures of themselves: painted anew and small, so that nothing of the file is left but what is seen. Any thread;
 * calls block on the store and the painter.
 */
public final class Avatars {
    /** Pixels either way. */
    private static final int LARGEST = 256;
    /** Characters of a tag. */
    private static final int TAG = 16;

    private static final Set<String> KINDS = Set.of("image/png", "image/jpeg");

    private final Catalog catalog;
    private final FileStore store;
    private final Painter painter;
    private final Portraits portraits;
    private final Executor threads;

    /** @param threads where pictures are decoded */
    public Avatars(Catalog catalog, FileStore store, Painter painter, Portraits portraits, Executor threads) {
        this.catalog = catalog;
        this.store = store;
        this.painter = painter;
        this.portraits = portraits;
        this.threads = threads;
    }

    /**
     * Makes it his picture; the file itself is needed no longer.
     *
     * @param file one that he may read: an upload of his own, or a posted one
     * @throws Refusal `NO_FILE`, `BAD_PARAMETER` when it is no picture that can be painted, `BUSY`
     */
    public void take(Person person, String file) {
        var upload = catalog.readable(person.id(), file);
        if (!paintable(upload.file())) {
            throw unfit();
        }
        byte[] picture;
        try {
            picture = CompletableFuture.supplyAsync(() -> painted(upload.blob()), threads)
                    .join();
        } catch (RejectedExecutionException e) {
            throw new Refusal(Refusal.Code.BUSY, "Too many pictures are being made. Try again in a moment.");
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        portraits.hang(person.id(), new Portraits.Portrait(tag(picture), picture));
    }

    public void takeDown(Person person) {
        portraits.takeDown(person.id());
    }

    /** Empty where there is none, or who looks may not know of him. */
    public Optional<Portraits.Portrait> of(Person viewer, String person) {
        return portraits.of(viewer.id(), person);
    }

    /** Its pixels are few enough to be decoded: of a larger picture a thumbnail can be made, or there is no need for one. */
    private static boolean paintable(Attachment file) {
        var width = file.width();
        var height = file.height();
        return KINDS.contains(file.type())
                && file.state() == null
                && (file.thumbnail() != null
                        || (width != null
                                && height != null
                                && width <= Thumbnails.LARGEST
                                && height <= Thumbnails.LARGEST));
    }

    private byte[] painted(Blob blob) {
        try {
            int orientation;
            try (var content = store.open(blob)) {
                orientation = Jpeg.orientation(content);
            }
            return painter.painted(store.map(blob), orientation, LARGEST);
        } catch (IOException e) {
            throw unfit();
        }
    }

    private static String tag(byte[] picture) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(picture);
            return HexFormat.of().formatHex(digest).substring(0, TAG);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Refusal unfit() {
        return new Refusal(
                Refusal.Code.BAD_PARAMETER,
                "file: must be a PNG or JPEG that is whole and not larger than 50 megapixels");
    }
}
