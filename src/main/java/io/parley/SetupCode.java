package io.parley;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file in the home that holds the code of the set-up, for whoever may read there: nobody else can become the owner. */
final class SetupCode {
    private static final String NAME = "setup-code";

    private SetupCode() {}

    /** Writes it, readable by its owner only. */
    static Path write(Path home, String code) throws IOException {
        var posix = home.getFileSystem().supportedFileAttributeViews().contains("posix");
        var ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        var draft = home.resolve(NAME + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, ownerOnly);
        Files.writeString(draft, code + "\n");
        return Files.move(
                draft, home.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** It opens nothing any more. */
    static void remove(Path home) throws IOException {
        Files.deleteIfExists(home.resolve(NAME));
    }
}
