package io.parley;

import io.parley.people.Registration;
import io.parley.people.SecondFactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How people sign in.
 *
 * @param registration who may make an account without an invitation
 * @param secondFactor who has to have one
 * @param lifetime after which everybody signs in again
 * @param idle after which one who does nothing signs in again
 * @param passwords a file with more passwords that nobody may take
 * @param audit how long it is known what happened to accounts and memberships
 */
public record SignInSettings(
        SignIn mode,
        Registration registration,
        SecondFactor secondFactor,
        Duration lifetime,
        Duration idle,
        Optional<Path> passwords,
        Duration audit) {}
