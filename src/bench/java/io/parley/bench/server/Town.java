package io.parley.bench.server;

import io.parley.people.Tokens;
import io.parley.sql.Database;
import io.parley.sql.SqlStore;
import io.parley.sql.Sqlite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntFunction;

/**
 * The people, channels and sign-ins of a Parley, written before it starts: how they came there is not what is measured. Person 7
 * has the id {@code p7}, channel 3 the id {@code c3}.
 *
 * @param channels how many
 * @param of the channels a person is in
 */
public record Town(int people, int channels, IntFunction<int[]> of) {
    /** The header that signs in a person of a town. */
    public static String cookie(int person) {
        return "parley=" + token(person);
    }

    private static String token(int person) {
        return "a-sign-in-of-the-benchmarks-" + person;
    }

    /** Writes it into a home that is empty, on SQLite. */
    public void build(Path home) throws SQLException {
        build(Sqlite.in(home.resolve("parley.db"), home.resolve("tmp")));
    }

    /** Writes it into a database that is empty. */
    public void build(Database database) throws SQLException {
        try (var store = SqlStore.open(database, events -> {}, InstantSource.system(), new SecureRandom());
                var connection = database.writing().getConnection()) {
            connection.setAutoCommit(false);
            people(connection);
            rooms(connection);
            members(connection);
            connection.commit();
        }
    }

    private void people(Connection connection) throws SQLException {
        var now = System.currentTimeMillis();
        try (var person = connection.prepareStatement(
                        "INSERT INTO person (id, name, sought, handle, skeleton, created) VALUES (?, ?, ?, ?, ?, ?)");
                var signIn = connection.prepareStatement(
                        "INSERT INTO sign_in (id, sha256, person, device, address, created, seen, expires)"
                                + " VALUES (?, ?, ?, 'generator', '127.0.0.1', ?, ?, ?)")) {
            for (var p = 0; p < people; p++) {
                person.setString(1, "p" + p);
                person.setString(2, "Person Number " + p);
                person.setString(3, "person number " + p + " person-" + p);
                person.setString(4, "person-" + p);
                person.setString(5, "person-" + p);
                person.setLong(6, now);
                person.addBatch();
                signIn.setString(1, "s" + p);
                signIn.setBytes(2, Tokens.digest(token(p)));
                signIn.setString(3, "p" + p);
                signIn.setLong(4, now);
                signIn.setLong(5, now);
                signIn.setLong(6, now + Duration.ofDays(30).toMillis());
                signIn.addBatch();
            }
            person.executeBatch();
            signIn.executeBatch();
        }
    }

    private void rooms(Connection connection) throws SQLException {
        try (var channel = connection.prepareStatement(
                "INSERT INTO channel (id, kind, name, creator) VALUES (?, 'public', ?, 'p0')")) {
            for (var c = 0; c < channels; c++) {
                channel.setString(1, "c" + c);
                channel.setString(2, "channel-" + c);
                channel.addBatch();
            }
            channel.executeBatch();
        }
    }

    private void members(Connection connection) throws SQLException {
        try (var member = connection.prepareStatement("INSERT INTO member (channel, person) VALUES (?, ?)")) {
            for (var p = 0; p < people; p++) {
                for (var channel : of.apply(p)) {
                    member.setString(1, "c" + channel);
                    member.setString(2, "p" + p);
                    member.addBatch();
                }
            }
            member.executeBatch();
        }
    }
}
