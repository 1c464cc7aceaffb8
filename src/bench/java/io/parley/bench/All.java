package io.parley.bench;

/** Every scenario, one after the other. */
public final class All {
    private All() {}

    public static void main(String[] args) throws Exception {
        Bench.run(
                new OneRoom(100, 1_000, 5_000),
                ManyRooms.usual(),
                Burst.usual(),
                Stalled.usual(),
                Idle.usual(),
                Storm.usual(),
                Arrivals.usual(),
                DurableSends.usual(),
                ManyNodes.usual(),
                new Start());
    }
}
