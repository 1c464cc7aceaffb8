package io.parley.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The WAR as files in the home, in a folder named by its content: each WAR is unpacked once, a new one beside the old.
 *
 * @param home made if there is none, for its owner only
 */
record Unpacked(Path home, Path war) {
    private static final String PLACE = "unpacked";
    private static final int NAME_LENGTH = 16;

    /**
     * The folder, complete; unpacked now if it is not there.
     *
     * @throws CannotLaunch if it cannot be written
     */
    Path folder() {
        try {
            var place = made(home.resolve(PLACE));
            try (var zip = new ZipFile(war.toFile())) {
                var folder = place.resolve(name(zip));
                if (!Files.isDirectory(folder) || !isComplete(zip, folder)) {
                    var draft = Files.createTempDirectory(place, "draft-");
                    unpack(zip, draft);
                    publish(zip, draft, folder);
                }
                return folder;
            }
        } catch (IOException e) {
            throw new CannotLaunch(
                    "The home " + home + " cannot be written: " + e + "; right is a folder that "
                            + System.getProperty("user.name") + " may write, see parley.home",
                    e);
        }
    }

    /** Removes what other WARs and interrupted starts have left; only for who holds the home. */
    void removeOthers(Path ours) {
        try (var folders = Files.newDirectoryStream(home.resolve(PLACE), folder -> !folder.equals(ours))) {
            for (var folder : folders) {
                remove(folder);
            }
        } catch (IOException e) {
            System.getLogger(Unpacked.class.getName())
                    .log(System.Logger.Level.WARNING, "Old files in the home could not be removed", e);
        }
    }

    /** Of the entries' checksums, which the WAR's directory has: reading all of it would cost 0.2 s of every start. */
    private static String name(ZipFile zip) {
        var content = zip.stream()
                .map(entry -> entry.getName() + ' ' + entry.getSize() + ' ' + entry.getCrc())
                .sorted()
                .collect(Collectors.joining("\n"));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Path made(Path place) throws IOException {
        var posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(place, posix ? new FileAttribute<?>[] {ownerOnly} : new FileAttribute<?>[0]);
    }

    /** A power cut may leave the folder with files whose content never reached the disk. */
    private static boolean isComplete(ZipFile zip, Path folder) {
        return zip.stream().filter(entry -> !entry.isDirectory()).allMatch(entry -> {
            try {
                return Files.size(folder.resolve(entry.getName())) == entry.getSize();
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static void unpack(ZipFile zip, Path folder) throws IOException {
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            unpack(zip, entries.nextElement(), folder);
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the WAR has an entry outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (var in = zip.getInputStream(entry)) {
            Files.copy(in, target);
        }
    }

    private static void publish(ZipFile zip, Path draft, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            remove(folder);
        }
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            remove(draft);
            if (!isComplete(zip, folder)) { // else another start was quicker
                throw e;
            }
        }
    }

    /** With all that lies in it. */
    static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
