package io.parley.sql;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of a PostgreSQL, as the build brings them: a tar, packed by xz, in a jar. */
final class PostgresBinaries {
    private static final int BLOCK = 512;

    private PostgresBinaries() {}

    /**
     * Unpacks what a server needs; a folder that is there already is taken as it is.
     *
     * @param version {@code newest} or {@code oldest}, see the pom
     * @return with {@code bin}, {@code lib} and {@code share}
     */
    static Path unpacked(String version, Path folder) throws IOException {
        if (Files.exists(folder)) {
            return folder;
        }
        var jar = Path.of(System.getProperty("build.directory", "target"), "postgresql", version + ".jar");
        var arriving = Files.createTempDirectory(Files.createDirectories(folder.resolveSibling("")), "arriving");
        try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    untar(new BufferedInputStream(new XZInputStream(zip), 1 << 16), arriving);
                    break;
                }
            }
        }
        Files.setPosixFilePermissions(arriving, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(arriving, folder);
        } catch (FileAlreadyExistsException e) {
            // another process was faster; what arrived here goes with the build's folder
        }
        return folder;
    }

    private static void untar(InputStream stream, Path folder) throws IOException {
        var tar = new DataInputStream(stream);
        var header = new byte[BLOCK];
        for (tar.readFully(header); header[0] != 0; tar.readFully(header)) {
            var size = Long.parseLong(text(header, 124, 11), 8);
            entry(tar, header, size, folder.resolve(text(header, 0, 100)));
            tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        }
    }

    private static void entry(DataInputStream tar, byte[] header, long size, Path place) throws IOException {
        switch (header[156]) {
            case '5' -> Files.createDirectories(place);
            case '2' -> {
                Files.createDirectories(place.resolveSibling(""));
                Files.createSymbolicLink(place, Path.of(text(header, 157, 100)));
            }
            case '0' -> {
                Files.createDirectories(place.resolveSibling(""));
                if (place.toString().endsWith(".a")) {
                    tar.skipNBytes(size);
                    return;
                }
                Files.write(place, tar.readNBytes(Math.toIntExact(size)));
                if (text(header, 100, 7).endsWith("55")) {
                    var permissions = Files.getPosixFilePermissions(place);
                    permissions.add(PosixFilePermission.OWNER_EXECUTE);
                    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                    Files.setPosixFilePermissions(place, permissions);
                }
            }
            default -> throw new IOException("an entry of an unknown kind: " + place);
        }
    }

    private static String text(byte[] header, int from, int most) {
        var end = from;
        while (end < from + most && header[end] != 0 && header[end] != ' ') {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }
}
