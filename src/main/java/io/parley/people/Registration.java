package io.parley.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may make an account without an invitation. */
public sealed interface Registration {
    /** @throws Refusal `FORBIDDEN` */
    void check(@Nullable Email email);

    /** Nobody. */
    record Off() implements Registration {
        @Override
        public void check(@Nullable Email email) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "Accounts are made by invitation here. Ask somebody for one.");
        }
    }

    /** Everybody who reaches the server. */
    record On() implements Registration {
        @Override
        public void check(@Nullable Email email) {}
    }

    /**
     * Whoever claims an e-mail address of one of the domains: no message is sent there, so it keeps out only the honest.
     *
     * @param domains in lower case
     */
    record Domains(Set<String> domains) implements Registration {
        public Domains {
            domains = Set.copyOf(domains);
        }

        @Override
        public void check(@Nullable Email email) {
            if (email == null || !domains.contains(email.domain())) {
                throw new Refusal(
                        Refusal.Code.FORBIDDEN, "email: an address of " + String.join(", ", domains) + " is needed");
            }
        }
    }
}
