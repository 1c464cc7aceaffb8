package io.parley.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose names, and the names in them, survive a power cut. */
final class Folders {
    private static final boolean CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private Folders() {}

    /** Makes one whose name is durable, also where another thread has made it just now. */
    static void make(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // made by another thread in between
            }
        }
        force(folder.resolveSibling(""));
    }

    /** Makes the names in it durable. Windows does so by itself and opens no folder. */
    static void force(Path folder) throws IOException {
        if (CAN_BE_FORCED) {
            try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
