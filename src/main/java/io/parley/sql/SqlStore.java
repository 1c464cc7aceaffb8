package io.parley.sql;

import io.parley.chat.Attention;
import io.parley.chat.ChannelBook;
import io.parley.chat.Committed;
import io.parley.chat.Journal;
import io.parley.chat.Way;
import io.parley.files.Album;
import io.parley.files.Arrivals;
import io.parley.files.Attic;
import io.parley.files.Catalog;
import io.parley.files.FileStore;
import io.parley.files.Portraits;
import io.parley.files.Quarantine;
import io.parley.people.AccessTokenRows;
import io.parley.people.Accounts;
import io.parley.people.Attempts;
import io.parley.people.Audit;
import io.parley.people.Directory;
import io.parley.people.Government;
import io.parley.people.Invites;
import io.parley.people.PasskeyRows;
import io.parley.people.PeopleSearch;
import io.parley.people.SecondFactorRows;
import io.parley.people.SignInRows;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The store: journal, directory and catalog in one SQL database, with one writer and a few readers. */
public final class SqlStore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SqlStore.class.getName());

    private final Chatter chatter;

    /** What was opened, the last first. */
    private final Deque<AutoCloseable> opened;

    private final Database database;
    private final String description;
    private final Readers readers;
    private final String id;
    private final Journal journal;
    private final SqlDirectory directory;
    private final Catalog catalog;
    private final Arrivals arrivals;
    private final Attic attic;
    private final Quarantine quarantine;
    private final Album album;
    private final AuditLog audit;
    private final SqlAccounts accounts;
    private final SignInRows signIns;
    private final SqlAccessTokens accessTokens;
    private final SqlSecondFactors secondFactors;
    private final SqlPasskeys passkeys;
    private final Attempts attempts;
    private final ChannelBook channels;
    private final Invites invites;
    private final Portraits portraits;
    private final Government government;
    private final Attention attention;

    private SqlStore(
            Chatter chatter,
            Deque<AutoCloseable> opened,
            Database database,
            Writer writer,
            Readers readers,
            Marks marks,
            Way way,
            InstantSource clock) {
        this.chatter = chatter;
        this.opened = opened;
        this.database = database;
        this.description = database.describe();
        this.readers = readers;
        this.id = HexFormat.of().formatHex(secret("database"));
        this.journal = new SqlJournal(writer, readers, new Digests(secret("receipts")), way, database.shared());
        this.directory = new SqlDirectory(writer, readers, marks, clock);
        this.catalog = new SqlCatalog(readers);
        this.arrivals = new SqlArrivals(writer, readers, clock);
        this.attic = new SqlAttic(writer);
        this.quarantine = new SqlQuarantine(writer, readers);
        this.album = new SqlAlbum(writer, readers);
        this.audit = new AuditLog(writer, readers, clock);
        this.accessTokens = new SqlAccessTokens(writer, readers, audit);
        this.passkeys = new SqlPasskeys(writer, readers, audit);
        this.accounts = new SqlAccounts(writer, readers, audit, accessTokens, passkeys, marks, clock);
        this.signIns = new SqlSignIns(writer, readers, audit);
        this.portraits = new SqlPortraits(writer, readers);
        this.invites = new SqlInvites(writer, readers, audit, accounts, clock);
        this.secondFactors = new SqlSecondFactors(writer, readers, audit);
        this.government = new SqlGovernment(writer, readers, audit, accessTokens, secondFactors, passkeys, clock);
        this.attempts = new SqlAttempts(writer, new Digests(secret("attempts")), clock);
        this.channels = new SqlChannelBook(writer, readers);
        this.attention = new SqlAttention(writer);
    }

    /** The same where nobody asks how long anything takes. */
    public static SqlStore open(Database database, Committed committed, InstantSource clock, RandomGenerator random) {
        return open(database, committed, new Way(System::nanoTime), clock, random);
    }

    /**
     * Opens it, bringing the database to the shape this version needs.
     *
     * @param committed hears on the writer's thread what was committed
     * @param way learns how long what is kept takes
     * @param clock gives events their time
     * @param random makes ids and marks; used on the writer's thread only, so it needs no guard, but ids should not be guessable
     * @throws IllegalStateException with one line for whoever runs this, when the database cannot be used or a COMMIT would not be durable
     */
    public static SqlStore open(
            Database database, Committed committed, Way way, InstantSource clock, RandomGenerator random) {
        var opened = new ArrayDeque<AutoCloseable>();
        var chatter = Chatter.hushed();
        try {
            Session.open(database).close();
            new Migrations(database).run();
            var marks = new Marks(random);
            var upkeep = database.upkeep();
            opened.push(upkeep);
            var readers =
                    new Readers(database, committed::interrupted, new Condition("reading " + database.describe()));
            opened.push(readers);
            var writer = new Writer(
                    database, upkeep, committed, new Condition("writing " + database.describe()), clock, marks, way);
            opened.push(writer);
            return new SqlStore(chatter, opened, database, writer, readers, marks, way, clock);
        } catch (SQLException | RuntimeException e) {
            opened.forEach(SqlStore::closeQuietly);
            throw e instanceof IllegalStateException said
                    ? said
                    : new IllegalStateException(
                            "The store does not open: " + database.describe() + ": " + oneLine(e), e);
        }
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** 32 random bytes, the same for every node on this database: the key that seals what nodes tell each other. Reads. */
    public byte[] sealing() {
        return secret("sealing");
    }

    /** As many, that seal what authenticators are asked. */
    public byte[] challenges() {
        return secret("challenges");
    }

    private byte[] secret(String name) {
        return readers.read(handle -> handle.createQuery("SELECT value FROM secret WHERE name = :name")
                .bind("name", name)
                .mapTo(byte[].class)
                .one());
    }

    public Journal journal() {
        return journal;
    }

    public Directory directory() {
        return directory;
    }

    public ChannelBook channels() {
        return channels;
    }

    public Attention attention() {
        return attention;
    }

    public Catalog catalog() {
        return catalog;
    }

    /**
     * Files in the database itself, for a shared one; closed with the store. Called once.
     *
     * @param spool a folder of this machine, for what has to be mapped
     */
    public FileStore files(Path spool) {
        var files = new SqlFileStore(database, spool, new Condition("files in " + description));
        opened.push(files);
        return files;
    }

    public Arrivals arrivals() {
        return arrivals;
    }

    public Attic attic() {
        return attic;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    public Album album() {
        return album;
    }

    public Accounts accounts() {
        return accounts;
    }

    public SignInRows signIns() {
        return signIns;
    }

    public SecondFactorRows secondFactors() {
        return secondFactors;
    }

    public AccessTokenRows accessTokens() {
        return accessTokens;
    }

    public PasskeyRows passkeys() {
        return passkeys;
    }

    public Attempts attempts() {
        return attempts;
    }

    public Portraits portraits() {
        return portraits;
    }

    public Invites invites() {
        return invites;
    }

    public Government government() {
        return government;
    }

    public PeopleSearch search() {
        return directory;
    }

    public Audit audit() {
        return audit;
    }

    /** The id of the database: the same for every node on it, another one for every other database. */
    public String id() {
        return id;
    }

    /** What and where it is, for a log line. */
    public String describe() {
        return description;
    }

    /** Finishes what was given to the writer, then lets go of the database, its threads and its driver. */
    @Override
    public void close() {
        opened.forEach(SqlStore::closeQuietly);
        deregisterDriver();
        LOG.log(Level.DEBUG, "Closed {0}; hushed were {1}", description, chatter);
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The other parts have to be closed all the same, and nobody can mend this one now.
            LOG.log(Level.WARNING, "A part of the store would not close", e);
        }
    }

    /** The JVM's list of drivers would keep this web application's class loader for ever. */
    private static void deregisterDriver() {
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == SqlStore.class.getClassLoader())
                .forEach(driver -> {
                    try {
                        DriverManager.deregisterDriver(driver);
                    } catch (SQLException e) {
                        LOG.log(Level.WARNING, "A database driver would not be deregistered", e);
                    }
                });
    }
}
