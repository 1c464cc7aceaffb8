package io.parley.files;

import java.util.List;

/** The store's rows about contents that nobody may read before they are checked. Calls block. */
public interface Quarantine {
    /**
     * Contents that are held and whole.
     *
     * @return at most some hundred, in no order
     * @throws io.parley.people.Refusal `UNAVAILABLE`
     */
    List<Blob> held();

    /**
     * It was checked. Every message that has it gets a lasting event with its present state; done once, however often it is
     * called.
     *
     * @throws io.parley.people.Refusal `UNAVAILABLE`
     */
    void checked(Blob blob, boolean infected);
}
