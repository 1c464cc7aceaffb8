package io.parley.bench.load;

import java.io.Serial;

/** Something was lost, doubled, out of order, altered, refused or cut: the run measures nothing and fails. */
public final class WrongDelivery extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public WrongDelivery(String what) {
        super(what);
    }
}
