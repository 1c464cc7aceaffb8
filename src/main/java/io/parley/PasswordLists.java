package io.parley;

import io.parley.people.CommonPasswords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The lists of passwords that nobody may take: the one that the build packs in (zxcvbn's 30,000), and an operator's. Read each
 * time, which is seldom, rather than kept in memory.
 */
final class PasswordLists implements CommonPasswords {
    private static final String PACKED = "common-passwords.txt";

    private final Optional<Path> more;

    /** @throws CannotStart when the operator's cannot be read */
    PasswordLists(Optional<Path> more) {
        this.more = more;
        more.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new CannotStart(Settings.PASSWORDS.name() + ": the file " + file + " cannot be read; right is "
                    + Settings.PASSWORDS.right());
        });
    }

    @Override
    public boolean has(String password) {
        try {
            return packed(password) || (more.isPresent() && listed(reader(Files.newInputStream(more.get())), password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean packed(String password) throws IOException {
        var list = PasswordLists.class.getResourceAsStream(PACKED);
        if (list == null) {
            throw new IOException(PACKED + " is missing");
        }
        return listed(reader(list), password);
    }

    /** What is no UTF-8 is no reason to refuse everything. */
    private static Reader reader(InputStream list) {
        return new InputStreamReader(list, StandardCharsets.UTF_8);
    }

    private static boolean listed(Reader list, String password) throws IOException {
        try (var lines = new BufferedReader(list)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().toLowerCase(Locale.ROOT).equals(password)) {
                    return true;
                }
            }
            return false;
        }
    }
}
