package io.parley;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The folder that holds everything Parley keeps, held by one Parley at a time.
 *
 * <p>Between processes the operating system's lock on {@code home.lock} keeps others out, also after a crash. Within
 * one process that does not do: closing <em>any</em> channel to a file drops the process's POSIX locks on it, so a
 * second context that tried and gave up would silently unlock the first. There a system property, which all class
 * loaders share, is asked before the file is touched.
 */
public final class Home implements AutoCloseable {
    private static final String LOCK = "home.lock";
    private static final String HOLDER = "home.holder";
    private static final String HELD = "io.parley.home.held:";

    private final Path folder;
    private final String key;
    private final FileChannel lock;

    private Home(Path folder, String key, FileChannel lock) {
        this.folder = folder;
        this.key = key;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none, readable by its owner only, and holds it until {@link #close}.
     *
     * @param context the path of the web application that asks, empty for the root; shown to a second one
     * @throws CannotStart if it cannot be made or written, or naming the Parley that holds it
     */
    public static Home open(Path folder, String context, InstantSource clock) {
        var real = made(folder);
        var holder = holder(context, clock);
        var key = HELD + real;
        var other = System.getProperties().putIfAbsent(key, holder);
        if (other != null) {
            throw held(real, other.toString());
        }
        try {
            return new Home(real, key, lock(real, holder));
        } catch (CannotStart e) {
            System.getProperties().remove(key);
            throw e;
        }
    }

    /** Absolute, without symbolic links. */
    public Path folder() {
        return folder;
    }

    /** Lets the next one in. */
    @Override
    public void close() {
        try (lock) {
            Files.deleteIfExists(folder.resolve(HOLDER));
        } catch (IOException e) {
            System.getLogger(Home.class.getName()).log(System.Logger.Level.WARNING, "The home was not left cleanly", e);
        } finally {
            System.getProperties().remove(key);
        }
    }

    private static Path made(Path folder) {
        try {
            var missing = Files.notExists(folder);
            var ownerOnly = folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                    }
                    : new FileAttribute<?>[0];
            if (missing) {
                Files.createDirectories(folder, ownerOnly);
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new CannotStart(
                    "The home " + folder + " cannot be made: " + e + "; right is a folder that "
                            + System.getProperty("user.name") + " may write, see " + Settings.HOME.name(),
                    e);
        }
    }

    /** The lock lasts as long as its channel is open. */
    @SuppressWarnings("resource") // the Home closes it
    private static FileChannel lock(Path folder, String holder) {
        try {
            var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var kept = false;
            try {
                if (channel.tryLock() == null) {
                    throw held(folder, readHolder(folder));
                }
                writeHolder(folder, holder);
                kept = true;
                return channel;
            } finally {
                if (!kept) {
                    channel.close();
                }
            }
        } catch (OverlappingFileLockException e) {
            throw held(folder, readHolder(folder));
        } catch (IOException e) {
            throw new CannotStart(
                    "The home " + folder + " cannot be locked: " + e + "; right is a folder on a disk of this"
                            + " machine that " + System.getProperty("user.name") + " may write",
                    e);
        }
    }

    private static CannotStart held(Path folder, String holder) {
        return new CannotStart("The home " + folder + " is in use by " + holder
                + "; right is to stop that one, or another folder in " + Settings.HOME.name()
                + ". Many that are to be one Parley have a home each, and a PostgreSQL together, see "
                + Settings.DATABASE.name());
    }

    private static String holder(String context, InstantSource clock) {
        return "process " + ProcessHandle.current().pid() + " on " + host() + ", context "
                + (context.isEmpty() ? "/" : context) + ", since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }

    /** In a file of its own: on some systems a locked one cannot be read. */
    private static void writeHolder(Path folder, String holder) throws IOException {
        var draft = Files.writeString(folder.resolve(HOLDER + ".new"), holder);
        Files.move(draft, folder.resolve(HOLDER), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String readHolder(Path folder) {
        try {
            return Files.readString(folder.resolve(HOLDER)).strip();
        } catch (IOException e) {
            return "another Parley";
        }
    }
}
