package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every directory knows of people. */
public abstract class DirectoryContract {
    /** A directory that knows nobody yet; the same within one test. */
    protected abstract Directory directory();

    @Test
    void who_comes_again_is_the_same_person() {
        var ann = directory().named(new Name("Ann"));

        assertEquals("Ann", ann.name());
        assertEquals(ann, directory().named(new Name("Ann")));
        assertNotEquals(ann.id(), directory().named(new Name("Bea")).id());
    }

    @Test
    void names_that_only_look_alike_are_two_people() {
        var names =
                List.of("Ann", "ann", "Ann ", " Ann", "Zo\u00eb", "Zoe\u0308", "\ud83d\ude00", "a%b", "a_b", "1", "01");
        var people =
                names.stream().map(name -> directory().named(new Name(name))).toList();

        assertEquals(names, people.stream().map(Person::name).toList());
        assertEquals(names.size(), people.stream().map(Person::id).distinct().count());
    }

    @Test
    void the_longest_name_is_kept_whole() {
        var name = new Name("é".repeat(Name.LONGEST));
        assertEquals(name.text(), directory().named(name).name());
        assertEquals(directory().named(name), directory().named(name));
    }

    @Test
    void people_are_found_by_their_ids() {
        var people = IntStream.range(0, 700)
                .mapToObj(i -> directory().named(new Name("P" + i)))
                .collect(Collectors.toSet());
        var ids = Stream.concat(people.stream().map(Person::id), Stream.of("nobody", "", "' OR 1=1"))
                .toList();

        assertEquals(people, new HashSet<>(directory().byIds(ids)));
        assertEquals(List.of(), directory().byIds(Set.of()));
    }

    @Test
    void one_name_taken_by_many_at_once_is_one_person() {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var coming = IntStream.range(0, 64)
                    .mapToObj(
                            i -> CompletableFuture.supplyAsync(() -> directory().named(new Name("Ann")), threads))
                    .toList();
            assertEquals(
                    1, coming.stream().map(CompletableFuture::join).distinct().count());
        }
    }
}
