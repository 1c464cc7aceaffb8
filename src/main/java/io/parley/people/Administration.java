package io.parley.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What administrators do. Any thread; calls block on the store. Whoever is none is refused `FORBIDDEN`. */
public final class Administration {
    private static final int MOST_USES = 1_000;
    private static final int MOST_CHANNELS = 20;
    private static final Duration LONGEST = Duration.ofDays(366);
    /** Of a link for another password. */
    private static final Duration RESET = Duration.ofHours(24);

    private final Accounts accounts;
    private final Government government;
    private final Invites invites;
    private final Audit audit;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Supplier<String> tokens;

    /** The stores. */
    public record Stores(Accounts accounts, Government government, Invites invites, Audit audit) {}

    public Administration(Stores stores, InstantSource clock, Supplier<String> ids, Supplier<String> tokens) {
        this.accounts = stores.accounts();
        this.government = stores.government();
        this.invites = stores.invites();
        this.audit = stores.audit();
        this.clock = clock;
        this.ids = ids;
        this.tokens = tokens;
    }

    /** Something that is told once: the store has only its digest. */
    public record Link(String token, long expires) {
        /** Not the token. */
        @Override
        public String toString() {
            return "Link";
        }
    }

    /** An invitation and its link's token. */
    public record Invitation(Invites.Invite invite, String token) {
        /** Not the token. */
        @Override
        public String toString() {
            return "Invitation " + invite.id();
        }
    }

    /** @throws Refusal `NO_PERSON` */
    public Profile person(SignedIn visitor, String person) {
        require(visitor);
        return accounts.profile(person).orElseThrow(Administration::noPerson);
    }

    /** @see Government#change */
    public Profile change(
            SignedIn visitor,
            String person,
            @Nullable Role role,
            @Nullable Boolean active,
            @Nullable String name,
            Trace trace) {
        require(visitor);
        return government.change(person, role, active, name == null ? null : new ShownName(name), trace);
    }

    public Link offerReset(SignedIn visitor, String person, Trace trace) {
        require(visitor);
        var token = tokens.get();
        var expires = clock.instant().plus(RESET).toEpochMilli();
        government.offerReset(person, Tokens.digest(token), expires, trace);
        return new Link(token, expires);
    }

    /** @see Government#removeSecondFactor */
    public void removeSecondFactor(SignedIn visitor, String person, Trace trace) {
        require(visitor);
        government.removeSecondFactor(person, trace);
    }

    public int signOut(SignedIn visitor, String person, Trace trace) {
        require(visitor);
        return government.signOut(person, trace);
    }

    public List<Invites.Invite> invites(SignedIn visitor) {
        require(visitor);
        return invites.all();
    }

    /** @throws Refusal `BAD_PARAMETER`, `FORBIDDEN`, `NO_CHANNEL` */
    public Invitation invite(SignedIn visitor, Role role, int uses, long expires, List<String> channels, Trace trace) {
        require(visitor);
        var now = clock.instant();
        if (uses < 1 || uses > MOST_USES) {
            throw bad("uses: must be a whole number from 1 to " + MOST_USES);
        }
        if (expires <= now.toEpochMilli() || expires > now.plus(LONGEST).toEpochMilli()) {
            throw bad("expires: must be a time in milliseconds since 1970, within the next " + LONGEST.toDays()
                    + " days");
        }
        if (channels.size() > MOST_CHANNELS) {
            throw bad("channels: at most " + MOST_CHANNELS + " are allowed");
        }
        var token = tokens.get();
        var invite = new Invites.Invite(
                ids.get(),
                visitor.person().id(),
                role,
                uses,
                0,
                expires,
                channels.stream().distinct().toList());
        invites.make(invite, Tokens.digest(token), trace);
        return new Invitation(invite, token);
    }

    /** @throws Refusal `LINK_GONE` */
    public void revoke(SignedIn visitor, String invite, Trace trace) {
        require(visitor);
        if (!invites.revoke(invite, trace)) {
            throw new Refusal(Refusal.Code.LINK_GONE, "There is no such invitation any more.");
        }
    }

    /** @see Audit#page */
    public List<Audit.Entry> audit(
            SignedIn visitor, @Nullable Long after, Audit.@Nullable Kind kind, @Nullable String person, int limit) {
        require(visitor);
        return audit.page(after, kind, person, limit);
    }

    /** The role is asked for each time: it may have changed since he signed in. */
    private void require(SignedIn visitor) {
        if (!administers(visitor)) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "Only administrators may do that.");
        }
    }

    /** Whether he may do any of this. */
    public boolean administers(SignedIn visitor) {
        return visitor.scopes().contains(Scope.ADMIN)
                && accounts.profile(visitor.person().id())
                        .flatMap(profile -> Role.of(profile.role()))
                        .orElse(Role.GUEST)
                        .administers();
    }

    private static Refusal noPerson() {
        return new Refusal(Refusal.Code.NO_PERSON, "There is nobody of that id.");
    }

    private static Refusal bad(String text) {
        return new Refusal(Refusal.Code.BAD_PARAMETER, text);
    }
}
