package io.parley.files;

import static io.parley.chat.ChannelView.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.chat.Attachment;
import io.parley.chat.Draft;
import io.parley.chat.Enclosure;
import io.parley.chat.Journal;
import io.parley.chat.SendOrder;
import io.parley.files.Catalog.Upload;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every catalog does with uploads. */
public abstract class CatalogContract {
    private static final Blob BLOB = new Blob("0f".repeat(32), 42);

    /** A catalog without files; the same within one test. */
    protected abstract Catalog catalog();

    /** The journal beside it. */
    protected abstract Journal journal();

    /** Somebody in the lobby. */
    protected abstract Person person(String name);

    @Test
    void an_upload_is_its_uploaders_alone_until_it_is_posted() {
        var ann = person("Ann");
        var bea = person("Bea");
        var upload = upload("f1", ann);
        catalog().register(upload).toCompletableFuture().join();

        assertEquals(upload, catalog().readable(ann.id(), "f1"));
        noFile(() -> catalog().readable(bea.id(), "f1"));
        noFile(() -> catalog().blob("f1"));

        post(ann, "c1", "f1");
        assertEquals(upload, catalog().readable(ann.id(), "f1"));
        assertEquals(upload, catalog().readable(bea.id(), "f1"));
        noFile(() -> catalog().readable("nobody", "f1"));
        assertEquals(BLOB, catalog().blob("f1"));
    }

    @Test
    void what_was_never_uploaded_is_not_there() {
        var ann = person("Ann");
        noFile(() -> catalog().readable(ann.id(), "nothing"));
        noFile(() -> catalog().blob("nothing"));
    }

    @Test
    void one_content_may_be_uploaded_many_times() {
        var ann = person("Ann");
        var bea = person("Bea");
        catalog().register(upload("f1", ann)).toCompletableFuture().join();
        catalog().register(upload("f2", bea)).toCompletableFuture().join();

        assertEquals(BLOB, catalog().readable(ann.id(), "f1").blob());
        assertEquals(BLOB, catalog().readable(bea.id(), "f2").blob());
    }

    @Test
    void a_message_sent_right_after_finds_its_upload() {
        var ann = person("Ann");
        for (int i = 0; i < 100; i++) {
            catalog().register(upload("f" + i, ann));
            post(ann, "c" + i, "f" + i);
        }
        assertEquals(BLOB, catalog().blob("f99"));
    }

    @Test
    void names_and_types_come_back_as_they_were_given() {
        var ann = person("Ann");
        var files = List.of(
                Attachment.of("f1", "", "", 42),
                Attachment.of("f2", null, null, 42),
                Attachment.of("f3", null, "x/<y", 42),
                Attachment.of("f4", "\ud83d\ude00  '\".txt", null, 42));
        files.forEach(file -> catalog().register(new Upload(file, ann.id(), new Blob(BLOB.sha256(), file.size()))));
        post(ann, "c1", "f4", "f3", "f2", "f1");

        assertEquals(
                files.reversed(),
                journal()
                        .history(ann.id(), LOBBY, null, 1)
                        .messages()
                        .getFirst()
                        .files());
        assertEquals(files.get(3), catalog().readable(ann.id(), "f4").file());
    }

    private static Upload upload(String id, Person uploader) {
        return new Upload(Attachment.of(id, "plan.png", "image/png", BLOB.size()), uploader.id(), BLOB);
    }

    private void post(Person author, String cid, String... files) {
        journal()
                .append(new Draft.Post(
                        LOBBY,
                        author.id(),
                        cid,
                        SendOrder.none(),
                        "",
                        Stream.of(files).map(Enclosure::of).toList()))
                .toCompletableFuture()
                .join();
    }

    private static void noFile(Runnable read) {
        assertEquals(
                Refusal.Code.NO_FILE, assertThrows(Refusal.class, read::run).code());
    }
}
