package io.parley.people;

/**
 * Somebody of whom a second factor is demanded, and who has shown none: he may do nothing but that. He is no {@link SignedIn}, so whatever
 * is not made for him sees nobody.
 *
 * @param equipped whether he has one: then he signs in again by it, and may not make himself another by his password alone
 */
public record Held(SignedIn signedIn, boolean equipped) implements Visitor {
    @Override
    public String getName() {
        return signedIn.getName();
    }

    /** What he is told who asks for anything else. */
    public Refusal refusal() {
        return new Refusal(
                Refusal.Code.SECOND_FACTOR_NEEDED,
                equipped
                        ? "A second factor is required here: sign in again, with the code of your app or by your passkey."
                        : "A second factor is required here: add an authenticator app or a passkey first.");
    }
}
