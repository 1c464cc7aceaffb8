package io.parley;

import io.parley.chat.Draft;
import io.parley.chat.Journal;
import io.parley.people.Refusal;
import io.parley.people.Usher;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Whoever came by an invitation is added to its channels as if the one who invited him did it now: seen there, and if he may. */
record LedByInviter(Journal journal, Supplier<String> ids) implements Usher {
    private static final System.Logger LOG = System.getLogger(LedByInviter.class.getName());

    @Override
    public void lead(String by, String person, List<String> channels) {
        for (var channel : channels) {
            try {
                journal.append(new Draft.Add(channel, by, ids.get(), List.of(person)))
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof Refusal refusal)) {
                    throw e;
                }
                // the account is there; into this channel somebody has to add him by hand
                LOG.log(Level.INFO, "Somebody invited into a channel was not added: {0}", refusal.code());
            }
        }
    }
}
