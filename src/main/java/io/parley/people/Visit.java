package io.parley.people;

/**
 * Where somebody comes from who is not signed in yet.
 *
 * @param address of the network, as the outermost trusted proxy saw it
 * @param device what he uses, in a few words, see {@link Device}
 */
public record Visit(String address, String device) {
    public Trace trace() {
        return new Trace(null, address);
    }

    public Trace trace(String person) {
        return new Trace(person, address);
    }
}
