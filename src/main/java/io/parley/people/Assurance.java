package io.parley.people;

/** Makes sure once more that it is really he, for what somebody at his unlocked computer must not do (ASVS 5.0, 7.5.1). */
@FunctionalInterface
public interface Assurance {
    /** @throws Refusal `WRONG_CREDENTIALS`, `SLOW_DOWN`, `BUSY` */
    void prove(SignedIn visitor, Password password, Trace trace);
}
