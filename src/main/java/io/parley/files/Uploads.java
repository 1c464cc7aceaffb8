package io.parley.files;

import io.parley.chat.Attachment;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes files in: to the store piece by piece, then into the catalog, where a message finds them. */
public final class Uploads {
    private final FileStore store;
    private final Catalog catalog;
    private final Supplier<String> ids;
    private final long limit;

    /**
     * @param ids gives a new, unguessable id at each call
     * @param limit bytes in one file
     */
    public Uploads(FileStore store, Catalog catalog, Supplier<String> ids, long limit) {
        this.store = store;
        this.catalog = catalog;
        this.ids = ids;
        this.limit = limit;
    }

    /**
     * Begins to take a file in.
     *
     * @param name as its uploader gave it, path and all; null where he gave none
     * @param type as its uploader declared it; null where he declared none
     * @throws Refusal `UNAVAILABLE`
     */
    public Receiving begin(Person uploader, @Nullable String name, @Nullable String type) {
        var id = ids.get();
        return new Receiving(
                id,
                uploader,
                name == null ? null : FileName.of(name).text(),
                type == null ? null : MediaType.of(type).text(),
                store.intake(id));
    }

    /** Bytes in one file. */
    public long limit() {
        return limit;
    }

    /** A file on its way in; used by one thread at a time, and closed whatever happens. */
    public final class Receiving implements Closeable {
        private final String id;
        private final Person uploader;
        private final @Nullable String name;
        private final @Nullable String type;
        private final FileStore.Intake intake;

        private Receiving(
                String id, Person uploader, @Nullable String name, @Nullable String type, FileStore.Intake intake) {
            this.id = id;
            this.uploader = uploader;
            this.name = name;
            this.type = type;
            this.intake = intake;
        }

        /**
         * Takes what remains in the buffer. Blocks on the store.
         *
         * @throws Refusal `TOO_LARGE` when the file is over the limit: what came of it is forgotten; `UNAVAILABLE`
         */
        public void write(ByteBuffer part) {
            if (intake.size() + part.remaining() > limit) {
                intake.discard();
                throw new Refusal(
                        Refusal.Code.TOO_LARGE, "The file is too large; at most " + limit + " bytes are allowed.");
            }
            intake.write(part);
        }

        /**
         * Makes the content durable and registers it; blocks on the disk, not on the catalog.
         *
         * @return the id by which the uploader posts it; should the catalog fail after all, posting is what is refused
         * @throws Refusal `UNAVAILABLE`
         */
        public String finish() {
            var blob = intake.seal();
            intake.keep();
            var file = Attachment.of(id, name, type, blob.size())
                    .typed(MediaType.of(type == null ? "" : type).essence());
            var unused = catalog.register(new Catalog.Upload(file, uploader.id(), blob));
            return file.id();
        }

        /** Forgets what was not finished. */
        @Override
        public void close() {
            intake.discard();
        }
    }
}
