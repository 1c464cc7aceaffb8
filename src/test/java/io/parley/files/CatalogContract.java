package io.parley.files;

import static io.parley.chat.ChannelView.LOBBY;
import static io.parley.chat.ChannelView.PRIVATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.chat.Attachment;
import io.parley.chat.ChannelName;
import io.parley.chat.Cursor;
import io.parley.chat.Draft;
import io.parley.chat.Enclosure;
import io.parley.chat.Event;
import io.parley.chat.Journal;
import io.parley.chat.Receipt;
import io.parley.chat.Said;
import io.parley.chat.SendOrder;
import io.parley.files.Catalog.Upload;
import io.parley.people.Person;
import io.parley.people.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every catalog does with uploads. */
public abstract class CatalogContract {
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
    private static final Blob BLOB = new Blob("0f".repeat(32), 42);

    /** A catalog without files; the same within one test. */
    protected abstract Catalog catalog();

    /** The uploads beside it. */
    protected abstract Arrivals arrivals();

    /** Where what is forgotten goes. */
    protected abstract Attic attic();

    /** What waits to be checked. */
    protected abstract Quarantine quarantine();

    /** The thumbnails beside it. */
    protected abstract Album album();

    /** The journal beside it. */
    protected abstract Journal journal();

    /** Somebody in the lobby. */
    protected abstract Person person(String name);

    @Test
    void an_upload_is_its_uploaders_alone_until_it_is_posted() {
        var ann = person("Ann");
        var bea = person("Bea");
        var upload = upload("f1", ann);
        register(upload).toCompletableFuture().join();

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
    void a_file_is_for_those_who_are_in_its_channel_at_that_moment() {
        var ann = person("Ann");
        var bea = person("Bea");
        var carl = person("Carl");
        var channel = keep(new Draft.Create(ann.id(), "c1", new ChannelName("plans"), PRIVATE, "", ""))
                .channel();
        keep(new Draft.Add(channel, ann.id(), "c2", List.of(bea.id())));
        register(upload("f1", bea)).toCompletableFuture().join();
        keep(new Draft.Post(channel, bea.id(), "b1", SendOrder.none(), "", List.of(Enclosure.of("f1"))));
        assertEquals(BLOB, catalog().readable(ann.id(), "f1").blob());
        assertEquals(BLOB, catalog().readable(bea.id(), "f1").blob());
        noFile(() -> catalog().readable(carl.id(), "f1"));

        keep(new Draft.Remove(channel, ann.id(), "c3", bea.id()));
        noFile(() -> catalog().readable(bea.id(), "f1"));
        keep(new Draft.Add(channel, ann.id(), "c4", List.of(carl.id())));
        assertEquals(BLOB, catalog().readable(carl.id(), "f1").blob());
        keep(new Draft.Leave(channel, ann.id(), "c5"));
        noFile(() -> catalog().readable(ann.id(), "f1"));
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
        register(upload("f1", ann)).toCompletableFuture().join();
        register(upload("f2", bea)).toCompletableFuture().join();

        assertEquals(BLOB, catalog().readable(ann.id(), "f1").blob());
        assertEquals(BLOB, catalog().readable(bea.id(), "f2").blob());
    }

    @Test
    void a_message_sent_right_after_finds_its_upload() {
        var ann = person("Ann");
        for (int i = 0; i < 100; i++) {
            register(upload("f" + i, ann));
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
        files.forEach(file -> register(new Upload(file, ann.id(), BLOB)));
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

    @Test
    void an_upload_is_found_by_its_uploader_as_it_was_begun() {
        var ann = person("Ann");
        var arrival = arrival("f1", ann, 1_000);
        arrivals().begin(arrival, 0);
        assertEquals(arrival, arrivals().find(ann.id(), "f1"));
        noFile(() -> arrivals().find(person("Bea").id(), "f1"));
        noFile(() -> arrivals().find(ann.id(), "f2"));
        noFile(() -> catalog().readable(ann.id(), "f1"));
        refused(ann, "c1", "f1");

        assertTrue(arrivals().grew("f1", LATER, 400L));
        assertEquals(400L, arrivals().find(ann.id(), "f1").unverified());
        assertTrue(arrivals().grew("f1", LATER.plusSeconds(1), null));
        assertEquals(LATER.plusSeconds(1), arrivals().find(ann.id(), "f1").expires());
        assertNull(arrivals().find(ann.id(), "f1").unverified());
        assertFalse(arrivals().grew("f2", LATER, null));
    }

    @Test
    void an_upload_goes_through_its_states() {
        var ann = person("Ann");
        arrivals().begin(arrival("f1", ann, BLOB.size()), 0);
        assertTrue(arrivals().want(BLOB, false));
        arrivals()
                .whole("f1", BLOB, new Looks("image/png", 60, 40, true), LATER)
                .toCompletableFuture()
                .join();
        assertEquals(Arrivals.State.WHOLE, arrivals().find(ann.id(), "f1").state());
        assertFalse(arrivals().grew("f1", LATER, null), "it does not grow any more");
        var file = catalog().readable(ann.id(), "f1").file();
        assertEquals(
                new Attachment("f1", "plan.png", "image/png", "x/y", BLOB.size(), 60, 40, true, null, null, null),
                file);

        post(ann, "c1", "f1");
        assertEquals(Arrivals.State.POSTED, arrivals().find(ann.id(), "f1").state());
        var refusal = assertThrows(Refusal.class, () -> arrivals().forget(ann.id(), "f1"));
        assertEquals(Refusal.Code.CONFLICT, refusal.code());
    }

    @Test
    void what_was_forgotten_does_not_become_whole() {
        var ann = person("Ann");
        arrivals().begin(arrival("f1", ann, BLOB.size()), 0);
        noFile(() -> arrivals().forget(person("Bea").id(), "f1"));
        arrivals().forget(ann.id(), "f1");
        noFile(() -> arrivals().find(ann.id(), "f1"));
        arrivals().want(BLOB, false);
        var late = arrivals().whole("f1", BLOB, Looks.UNKNOWN, LATER).toCompletableFuture();
        var failure = assertThrows(CompletionException.class, late::join);
        assertEquals(
                Refusal.Code.NO_FILE,
                assertInstanceOf(Refusal.class, failure.getCause()).code());
        noFile(() -> catalog().readable(ann.id(), "f1"));
    }

    @Test
    void a_person_keeps_so_much_and_no_more() {
        var ann = person("Ann");
        arrivals().begin(arrival("f1", ann, 600), 1_000);
        arrivals().begin(arrival("f2", ann, 400), 1_000);
        var refusal = assertThrows(Refusal.class, () -> arrivals().begin(arrival("f3", ann, 1), 1_000));
        assertEquals(Refusal.Code.OVER_QUOTA, refusal.code());
        noFile(() -> arrivals().find(ann.id(), "f3"));
        arrivals().begin(arrival("f4", person("Bea"), 1_000), 1_000);
        arrivals().forget(ann.id(), "f2");
        arrivals().begin(arrival("f5", ann, 400), 1_000);
    }

    @Test
    void what_somebody_says_about_a_file_comes_with_it() {
        var ann = person("Ann");
        register(upload("f1", ann));
        journal()
                .append(new Draft.Post(
                        LOBBY, ann.id(), "c1", SendOrder.none(), "", List.of(new Enclosure("f1", "a plan"))))
                .toCompletableFuture()
                .join();
        assertEquals("a plan", catalog().readable(ann.id(), "f1").file().alt());
    }

    @Test
    void what_no_message_posts_expires_and_its_content_a_day_later() {
        var ann = person("Ann");
        var now = Instant.parse("2026-12-01T00:00:00Z");
        register(upload("f1", ann), now);
        register(upload("f2", ann), LATER);
        arrivals().begin(arrival("f3", ann, 5), 0);
        assertEquals(0, attic().expire(now.minusMillis(1)));
        assertEquals(1, attic().expire(now));
        noFile(() -> arrivals().find(ann.id(), "f1"));
        arrivals().find(ann.id(), "f2");

        assertEquals(List.of(), attic().doom(LATER, now, "d1"), "another has it");
        arrivals().forget(ann.id(), "f2");
        assertEquals(List.of(), attic().doom(Instant.EPOCH, now, "d1"), "it was let go just now");
        assertEquals(List.of(BLOB), attic().doom(LATER, now, "d1"));
        assertEquals(List.of(), attic().doom(LATER, now, "d2"), "one deletes it");
        attic().deleted(BLOB, "d1");
        assertEquals(List.of(), attic().doom(LATER, now, "d1"));
    }

    @Test
    void what_a_message_has_is_never_deleted() {
        var ann = person("Ann");
        register(upload("f1", ann), Instant.EPOCH);
        post(ann, "c1", "f1");
        assertEquals(0, attic().expire(LATER));
        assertEquals(List.of(), attic().doom(LATER, LATER, "d1"));
        assertEquals(BLOB, catalog().blob("f1"));
    }

    @Test
    void of_a_deleted_message_nobody_reads_the_files_and_their_contents_go() {
        var ann = person("Ann");
        register(upload("f1", ann));
        register(upload("f2", ann));
        post(ann, "c1", "f1");
        journal()
                .append(new Draft.Delete(LOBBY, ann.id(), "c2", SendOrder.none(), 1, Long.MAX_VALUE))
                .toCompletableFuture()
                .join();
        noFile(() -> catalog().readable(ann.id(), "f1"));
        noFile(() -> catalog().blob("f1"));
        assertEquals(List.of(), attic().doom(LATER, LATER, "d1"), "another has it");
        arrivals().forget(ann.id(), "f2");
        assertEquals(List.of(BLOB), attic().doom(LATER, LATER, "d2"));
    }

    @Test
    void nobody_wants_what_is_being_deleted_until_it_is_gone() {
        var ann = person("Ann");
        var now = Instant.parse("2026-12-01T00:00:00Z");
        arrivals().want(BLOB, false);
        assertEquals(List.of(BLOB), attic().doom(LATER, now, "d1"));
        var refusal = assertThrows(Refusal.class, () -> arrivals().want(BLOB, false));
        assertEquals(Refusal.Code.BUSY, refusal.code());
        attic().deleted(BLOB, "d2");
        assertThrows(Refusal.class, () -> arrivals().want(BLOB, false), "it was not d2 who deletes it");
        attic().deleted(BLOB, "d1");
        assertTrue(arrivals().want(BLOB, false));
        assertEquals(List.of(), attic().doom(Instant.EPOCH, now, "d3"), "it is wanted again");
        arrivals().begin(arrival("f1", ann, BLOB.size()), 0);
        arrivals().whole("f1", BLOB, Looks.UNKNOWN, LATER).toCompletableFuture().join();
        assertEquals(List.of(), attic().doom(LATER, now, "d4"));
    }

    @Test
    void a_deletion_that_somebody_died_in_is_done_again() {
        var now = Instant.parse("2026-12-01T00:00:00Z");
        arrivals().want(BLOB, false);
        assertEquals(List.of(BLOB), attic().doom(LATER, now, "dead"));
        assertEquals(List.of(), attic().doom(LATER, now.plusSeconds(3_600), "d1"), "perhaps he lives");
        assertEquals(List.of(BLOB), attic().doom(LATER, now.plusSeconds(3_601), "d1"));
        attic().deleted(BLOB, "d1");
        assertTrue(arrivals().want(BLOB, false));
    }

    @Test
    void a_message_is_posted_at_once_and_its_file_held_until_it_is_checked() {
        var ann = person("Ann");
        held("f1", ann);
        assertEquals(List.of(BLOB), quarantine().held());
        post(ann, "c1", "f1");
        assertEquals(Attachment.HELD, files(ann).getFirst().state());
        noFile(() -> catalog().blob("f1"));

        quarantine().checked(BLOB, false);
        assertEquals(List.of(), quarantine().held());
        var events = journal().after(ann.id(), LOBBY, 1, 10, Long.MAX_VALUE).events();
        var checked = assertInstanceOf(Event.Checked.class, events.getFirst());
        assertEquals(2, checked.seq());
        assertEquals("c1", checked.sent());
        assertEquals(2, checked.message().revision());
        assertEquals(1, checked.message().seq());
        assertNull(checked.message().files().getFirst().state());
        assertEquals(2L, checked.message().files().getFirst().checked());
        assertEquals(checked.message().files(), files(ann));
        assertEquals(BLOB, catalog().blob("f1"));

        quarantine().checked(BLOB, true);
        assertEquals(1, events.size(), "told once");
        assertEquals(2, head());
        assertNull(files(ann).getFirst().state());
    }

    @Test
    void a_message_that_was_edited_while_its_file_was_held_stays_an_edited_one() {
        var ann = person("Ann");
        held("f1", ann);
        post(ann, "c1", "f1");
        keep(new Draft.Edit(LOBBY, ann.id(), "c2", SendOrder.none(), 1, "look"));
        quarantine().checked(BLOB, false);
        var told = journal().after(ann.id(), LOBBY, 2, 10, Long.MAX_VALUE).events();
        var now = Said.state(told.getFirst());
        assertEquals(3, now.revision());
        assertEquals(2L, now.edited());
        assertEquals(
                now,
                Said.state(journal()
                        .after(ann.id(), LOBBY, 0, 1, Long.MAX_VALUE)
                        .events()
                        .getFirst()));

        keep(new Draft.Delete(LOBBY, ann.id(), "c3", SendOrder.none(), 1, Long.MAX_VALUE));
        assertNull(Said.state(journal()
                        .after(ann.id(), LOBBY, 3, 10, Long.MAX_VALUE)
                        .events()
                        .getFirst())
                .edited());
    }

    @Test
    void every_message_that_has_an_infected_file_says_so() {
        var ann = person("Ann");
        held("f1", ann);
        held("f2", ann);
        held("f3", ann);
        post(ann, "c1", "f1");
        post(ann, "c2", "f2");
        quarantine().checked(BLOB, true);
        assertEquals(4, head());
        var told = journal().after(ann.id(), LOBBY, 2, 10, Long.MAX_VALUE).events();
        assertEquals(
                List.of(1L, 2L),
                told.stream().map(event -> Said.state(event).seq()).toList());
        told.forEach(event -> assertEquals(
                Attachment.INFECTED, Said.state(event).files().getFirst().state()));
        noFile(() -> catalog().blob("f1"));
        assertFalse(arrivals().want(BLOB, true), "nobody keeps it again");

        post(ann, "c3", "f3");
        assertEquals(Attachment.INFECTED, files(ann).getFirst().state());
        assertNull(files(ann).getFirst().checked(), "nobody had to wait");
    }

    @Test
    void what_was_checked_before_it_was_posted_is_not_held() {
        var ann = person("Ann");
        held("f1", ann);
        quarantine().checked(BLOB, false);
        post(ann, "c1", "f1");
        assertNull(files(ann).getFirst().state());
        assertNull(files(ann).getFirst().checked());
        held("f2", ann);
        assertNull(catalog().readable(ann.id(), "f2").file().state(), "the same content was clean");
    }

    @Test
    void a_thumbnail_goes_with_what_it_is_of() {
        var ann = person("Ann");
        var small = new Blob("1f".repeat(32), 7);
        var now = Instant.parse("2026-12-01T00:00:00Z");
        register(upload("f1", ann), now).toCompletableFuture().join();
        assertEquals(Optional.empty(), album().thumbnail(BLOB));
        arrivals().want(small, false);
        album().made(BLOB, small);
        album().made(BLOB, small);
        assertEquals(Optional.of(small), album().thumbnail(BLOB));
        assertEquals(List.of(), attic().doom(LATER, now, "d1"), "both are wanted");

        arrivals().forget(ann.id(), "f1");
        assertEquals(List.of(BLOB), attic().doom(LATER, now, "d2"));
        attic().deleted(BLOB, "d2");
        assertEquals(Optional.empty(), album().thumbnail(BLOB));
        assertEquals(List.of(small), attic().doom(LATER, now.plusSeconds(60), "d3"));
        attic().deleted(small, "d3");
    }

    private void held(String id, Person uploader) {
        arrivals().begin(arrival(id, uploader, BLOB.size()), 0);
        arrivals().want(BLOB, true);
        arrivals().whole(id, BLOB, Looks.UNKNOWN, LATER).toCompletableFuture().join();
    }

    private long head() {
        return journal().heads(List.of(LOBBY)).getOrDefault(LOBBY, Cursor.START).seq();
    }

    /** Those of the newest message. */
    private List<Attachment> files(Person reader) {
        return journal()
                .history(reader.id(), LOBBY, null, 1)
                .messages()
                .getFirst()
                .files();
    }

    private void refused(Person author, String cid, String file) {
        var posting = journal()
                .append(new Draft.Post(LOBBY, author.id(), cid, SendOrder.none(), "", List.of(Enclosure.of(file))))
                .toCompletableFuture();
        var failure = assertThrows(CompletionException.class, posting::join);
        assertEquals(
                Refusal.Code.NO_FILE,
                assertInstanceOf(Refusal.class, failure.getCause()).code());
    }

    private static Arrivals.Arrival arrival(String id, Person uploader, long length) {
        return new Arrivals.Arrival(id, uploader.id(), "plan.png", "x/y", length, LATER, null, Arrivals.State.ARRIVING);
    }

    private CompletionStage<Void> register(Upload upload) {
        return register(upload, LATER);
    }

    private CompletionStage<Void> register(Upload upload, Instant expires) {
        var file = upload.file();
        arrivals()
                .begin(
                        new Arrivals.Arrival(
                                file.id(),
                                upload.uploader(),
                                file.name(),
                                file.declared(),
                                file.size(),
                                expires,
                                null,
                                Arrivals.State.ARRIVING),
                        0);
        arrivals().want(upload.blob(), false);
        return arrivals().whole(file.id(), upload.blob(), Looks.UNKNOWN, expires);
    }

    private static Upload upload(String id, Person uploader) {
        return new Upload(Attachment.of(id, "plan.png", "image/png", BLOB.size()), uploader.id(), BLOB);
    }

    private void post(Person author, String cid, String... files) {
        var enclosures = Stream.of(files).map(Enclosure::of).toList();
        keep(new Draft.Post(LOBBY, author.id(), cid, SendOrder.none(), "", enclosures));
    }

    private Receipt keep(Draft draft) {
        return journal().append(draft).toCompletableFuture().join();
    }

    private static void noFile(Runnable read) {
        assertEquals(
                Refusal.Code.NO_FILE, assertThrows(Refusal.class, read::run).code());
    }
}
