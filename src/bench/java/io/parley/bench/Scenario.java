package io.parley.bench;

/** Something that people do to a chat server, of some size. */
public interface Scenario {
    /** What the command calls it; the file with its figures too. */
    String name();

    /** Of one server at the same time, at most. */
    int connections();

    /**
     * Measures all of its rounds.
     *
     * @throws io.parley.bench.load.WrongDelivery when a count is wrong: then no figure counts
     */
    void measure(Bench bench, Report report) throws Exception;
}
