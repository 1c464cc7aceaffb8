package io.parley.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.it.Certificate;
import io.parley.matrix.Place.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The row of the matrix that needs no proxy installed. */
class RowIT {
    @TempDir
    Path folder;

    @Test
    void people_talk_below_a_path_of_a_tomcat_with_tls_and_only_a_listed_proxy_is_believed() throws Exception {
        var certificate = Certificate.in(folder, Place.NAMES);
        try (var place = Server.TOMCAT_11.start(
                folder.resolve("tomcat"), "/team/chat", certificate, "-Dparley.proxies=127.0.0.1")) {
            new Cell(place, place.uri()).passes();
            var secure = new Cell(place, place.tls().orElseThrow());
            secure.passes();
            assertEquals(Cell.CLAIMED, secure.loggedAddress("127.0.0.1"), "what the listed proxy says");
        }
    }
}
