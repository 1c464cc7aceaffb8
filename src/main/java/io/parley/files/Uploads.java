package io.parley.files;

import io.parley.chat.Attachment;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes files in: streamed, counted, kept, and registered as their uploader's until a message posts them. */
public final class Uploads {
    private final FileStore store;
    private final Catalog catalog;
    private final Supplier<String> ids;
    private final long limit;

    /**
     * @param ids gives each upload its id, not to be guessed
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
     * @param name as the uploader gave it; cleaned here
     * @param type as the uploader gave it
     */
    public Receiving begin(Person uploader, @Nullable String name, @Nullable String type) {
        return new Receiving(uploader, name == null ? null : FileName.clean(name), type, store.intake());
    }

    /** One file on its way in; used by one thread at a time. */
    public final class Receiving implements Closeable {
        private final Person uploader;
        private final @Nullable String name;
        private final @Nullable String type;
        private final FileStore.Intake intake;

        private Receiving(Person uploader, @Nullable String name, @Nullable String type, FileStore.Intake intake) {
            this.uploader = uploader;
            this.name = name;
            this.type = type;
            this.intake = intake;
        }

        /** @throws Refusal `TOO_LARGE` when the file has more bytes than one may have */
        public void write(ByteBuffer part) {
            if (intake.size() + part.remaining() > limit) {
                throw new Refusal(
                        Refusal.Code.TOO_LARGE,
                        "The file is larger than " + limit + " bytes. Split it or share a link.");
            }
            intake.write(part);
        }

        /** Keeps it; gives back the id by which its uploader posts it. */
        public String finish() {
            var blob = intake.finish();
            var id = ids.get();
            // the journal finds it without waiting here: the store keeps what it is given in order
            catalog.register(new Catalog.Upload(new Attachment(id, name, type, blob.size()), uploader.id(), blob));
            return id;
        }

        /** Forgets what was not finished. */
        @Override
        public void close() {
            intake.close();
        }
    }
}
