package io.parley.web;

import io.parley.json.Malformed;
import io.parley.people.Password;
import org.jspecify.annotations.Nullable;

/** What is sent once more before something that only the person himself may do. */
public record Proof(@Nullable String password) {
    /** @throws Malformed when there is none */
    static Password of(@Nullable Proof proof) {
        return new Password(Members.password("password", Members.given(proof).password()));
    }

    /** Not the password. */
    @Override
    public String toString() {
        return "Proof";
    }
}
