package io.parley.authority;

import io.parley.chat.ChannelName;
import io.parley.people.Tokens;
import io.parley.sql.ReadySqlite;
import io.parley.sql.SqlStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * Everything the cells need, written into a store before the server has it: no way to make something is needed for testing another.
 * Everybody's password is kept by a hash that costs next to nothing: many routes want the password, and get a wrong one.
 */
final class Scene implements AutoCloseable {
    private static final byte[] CONTENT = "a private text".getBytes(StandardCharsets.UTF_8);

    /** Of "password", by 256 KiB instead of what ships; a hash says by itself what it needs. */
    private static final String HASH =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final Connection database;
    private final long now = System.currentTimeMillis();
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
    private final String sha256 = HexFormat.of().formatHex(Tokens.digest(new String(CONTENT, StandardCharsets.UTF_8)));

    private Scene(Connection database) {
        this.database = database;
    }

    static void make(Path home, Collection<Cell> cells) throws IOException, SQLException {
        var file = home.resolve("parley.db");
        SqlStore.open(
                        ReadySqlite.in(file, home.resolve("tmp")),
                        committed -> {},
                        InstantSource.system(),
                        new SecureRandom())
                .close();
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try (var scene = new Scene(source.getConnection())) {
            scene.database.setAutoCommit(false);
            scene.person("owner", "owner", 1);
            scene.member("lobby", "owner");
            scene.content(home);
            for (var cell : cells) {
                scene.cell(cell);
            }
            for (var statement : scene.statements.values()) {
                statement.executeBatch();
            }
            scene.database.commit();
        }
    }

    private void cell(Cell cell) throws SQLException {
        person(cell.me(), cell.actor().role(), cell.actor().active());
        add("INSERT INTO credential (person, hash, changed) VALUES (?, ?, ?)", cell.me(), HASH, now);
        person(cell.other(), "member", 1);
        person(cell.stranger(), "member", 1);
        add("INSERT INTO portrait (person, tag, picture) VALUES (?, 'tag', ?)", cell.stranger(), CONTENT);
        if (cell.scopes() != null) {
            accessToken(cell, cell.scopes());
        }
        signedIn(
                cell.me(), "signin-" + cell.id(), cell.actor().signedIn() ? cell.token() : "another than " + cell.id());
        signedIn(cell.other(), "othersignin-" + cell.id(), cell.otherToken());
        channel(cell, cell.channel(), "private");
        channel(cell, cell.open(), "public");
        member("lobby", cell.me());
        member("lobby", cell.other());
        add(
                "INSERT INTO invite (id, sha256, inviter, role, uses, created, expires) VALUES (?, ?, 'owner', 'member', 1, ?, ?)",
                "invitation-" + cell.id(),
                Tokens.digest(cell.invite()),
                now - 1_000,
                cell.actor() == Actor.INVITED_ONCE ? now - 1 : now + 86_400_000L);
        upload("draft-" + cell.id(), cell.me(), null);
        upload("theirs-" + cell.id(), cell.other(), null);
        upload("file-" + cell.id(), cell.other(), cell.channel());
    }

    private void person(String id, String role, int active) throws SQLException {
        add(
                "INSERT INTO person (id, name, handle, skeleton, sought, role, active, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                id,
                id,
                id,
                id,
                role,
                active,
                now);
    }

    private void accessToken(Cell cell, String scopes) throws SQLException {
        add(
                "INSERT INTO access_token (id, sha256, person, name, scopes, created, expires) VALUES (?, ?, ?, 'a test', ?, ?, ?)",
                "token-" + cell.id(),
                Tokens.digest(cell.actor().signedIn() ? cell.accessToken() : "another than " + cell.accessToken()),
                cell.me(),
                scopes,
                now,
                now + 86_400_000L);
    }

    private void signedIn(String person, String id, String token) throws SQLException {
        add(
                "INSERT INTO sign_in (id, sha256, person, device, address, created, seen, expires)"
                        + " VALUES (?, ?, ?, 'a test', '127.0.0.1', ?, ?, ?)",
                id,
                Tokens.digest(token),
                person,
                now,
                now,
                now + 86_400_000L);
    }

    /** Everybody has said something there, also who is not in it any more. */
    private void channel(Cell cell, String id, String kind) throws SQLException {
        add(
                "INSERT INTO channel (id, kind, name, creator, head, last_at, messages) VALUES (?, ?, ?, ?, 2, ?, 2)",
                id,
                kind,
                id,
                cell.other(),
                now);
        add("INSERT INTO channel_name (skeleton, channel) VALUES (?, ?)", ChannelName.skeleton(id), id);
        member(id, cell.other());
        if (cell.actor().inside()) {
            member(id, cell.me());
        }
        message(id, 1, cell.me(), 0);
        message(id, 2, cell.other(), 1);
    }

    private void member(String channel, String person) throws SQLException {
        add("INSERT INTO member (channel, person, joined_at) VALUES (?, ?, ?)", channel, person, now);
    }

    private void message(String channel, int seq, String author, int files) throws SQLException {
        add(
                "INSERT INTO event (channel, seq, mark, kind, message, author, cid, at) VALUES (?, ?, ?, 'posted', ?, ?, ?, ?)",
                channel,
                seq,
                "mark" + seq,
                seq,
                author,
                "before" + seq,
                now);
        add(
                "INSERT INTO message (channel, seq, n, author, at, revision, files, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                channel,
                seq,
                seq,
                author,
                now,
                seq,
                channel.startsWith("private") ? files : 0,
                "said before".getBytes(StandardCharsets.UTF_8));
    }

    /** @param channel where it was posted, with the second message; null: nowhere yet */
    private void upload(String id, String person, @Nullable String channel) throws SQLException {
        add(
                "INSERT INTO upload (id, uploader, name, length, at, expires, blob, channel, message, position)"
                        + " VALUES (?, ?, 'text.txt', ?, ?, ?, ?, ?, ?, ?)",
                id,
                person,
                CONTENT.length,
                now,
                now + 86_400_000L,
                channel == null ? null : sha256,
                channel,
                channel == null ? null : 2,
                channel == null ? null : 0);
    }

    /** What all files are. */
    private void content(Path home) throws IOException, SQLException {
        add("INSERT INTO blob (sha256, size, type) VALUES (?, ?, 'text/plain')", sha256, CONTENT.length);
        var folder = home.resolve("files").resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
        Files.createDirectories(folder);
        Files.write(folder.resolve(sha256), CONTENT);
    }

    private void add(String sql, @Nullable Object... arguments) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = database.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (var i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        statement.addBatch();
    }

    @Override
    public void close() throws SQLException {
        for (var statement : statements.values()) {
            statement.close();
        }
        database.close();
    }
}
