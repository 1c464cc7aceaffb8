package io.parley.files;

import io.parley.files.Scanner.Verdict;
import io.parley.people.Refusal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Has contents checked that are held. What was not checked is held still, whoever dies in between: the store knows it.
 *
 * <p>Used by one thread at a time.
 */
public final class Checks {
    private static final System.Logger LOG = System.getLogger(Checks.class.getName());
    /** Between two looks at what is held. */
    private static final Duration OFTEN = Duration.ofMillis(500);
    /** After the scanner did not answer for the first time; twice as long after each further time. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final Duration SELDOM = Duration.ofMinutes(1);

    private final Quarantine quarantine;
    private final FileStore store;
    private final Scanner scanner;
    /** Contents of which the scanner will never say what they are; asked about again after a restart. */
    private final Set<Blob> unknown = new HashSet<>();

    private Duration silence = Duration.ZERO;

    public Checks(Quarantine quarantine, FileStore store, Scanner scanner) {
        this.quarantine = quarantine;
        this.store = store;
        this.scanner = scanner;
    }

    /** Checks what is held now; gives back when to do it again. */
    public Duration run() {
        try {
            for (var blob : quarantine.held()) {
                if (!unknown.contains(blob)) {
                    check(blob);
                }
            }
        } catch (IOException e) {
            if (silence.isZero()) {
                LOG.log(Level.WARNING, "The virus scanner does not answer; files are held until it does", e);
            }
            silence = silence.isZero() ? AGAIN : silence.multipliedBy(2);
            silence = silence.compareTo(SELDOM) > 0 ? SELDOM : silence;
            return silence;
        } catch (Refusal later) {
            return AGAIN;
        }
        return OFTEN;
    }

    private void check(Blob blob) throws IOException {
        Verdict verdict;
        try (var content = store.open(blob)) {
            verdict = scanner.scan(content);
        } catch (Refusal gone) {
            LOG.log(Level.WARNING, "A file that is held cannot be read: {0}", gone.text());
            return;
        }
        if (!silence.isZero()) {
            LOG.log(Level.INFO, "The virus scanner answers again");
            silence = Duration.ZERO;
        }
        switch (verdict) {
            case Verdict.Clean clean -> quarantine.checked(blob, false);
            case Verdict.Infected infected -> {
                LOG.log(Level.WARNING, "A file is infected and removed: {0}, {1}", infected.name(), blob.sha256());
                // told first: who dies in between leaves bytes that nobody can read
                quarantine.checked(blob, true);
                store.delete(blob);
            }
            case Verdict.Unknown cannot -> {
                unknown.add(blob);
                LOG.log(Level.WARNING, "A file stays held, the virus scanner does not check it: {0}", cannot.why());
            }
        }
    }
}
