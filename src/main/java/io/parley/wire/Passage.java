package io.parley.wire;

import io.parley.chat.Event;
import java.util.List;
import java.util.function.Consumer;

/**
 * From the gate of a room to its live readers: what is done for each delivery is done here, and in {@link CatchUp#deliver}. Confined to
 * the fan-out's thread.
 */
final class Passage {
    private final CatchUp catchUp;
    private final Consumer<Room> doubt;

    /** @param doubt told where a reader's place is not in the log of its room */
    Passage(CatchUp catchUp, Consumer<Room> doubt) {
        this.catchUp = catchUp;
        this.doubt = doubt;
    }

    /**
     * To each reader all of them before the next: what is known of him is at hand then.
     *
     * @param leave told of each reader that has all that there is for him
     */
    void pass(Room room, List<Event.Lasting> events, Consumer<Connection> leave) {
        var passing = events.stream()
                .map(event -> new Passing(event, room.gate().step(event), new Broadcast(event)))
                .toList();
        // who leaves at one of them is gone from the room after it
        var leaves = events.stream().anyMatch(Event.Left.class::isInstance);
        var bunch = new Bunch(leaves ? List.of() : passing);
        for (var subscription : leaves ? List.copyOf(room.subscriptions()) : room.subscriptions()) {
            if (!bunch.deliver(subscription)) {
                eachTo(subscription, passing, leaves);
            }
            leave.accept(subscription.connection());
        }
    }

    private void eachTo(Subscription subscription, List<Passing> passing, boolean leaves) {
        for (var next : passing) {
            if (!leaves || subscription.current()) {
                deliver(subscription, next);
            }
        }
    }

    private void deliver(Subscription subscription, Passing next) {
        switch (subscription.reader().meet(next.step())) {
            case DROP -> {}
            case DELIVER -> {
                if (!catchUp.deliver(subscription, next)) {
                    subscription.reader().fallBehind();
                    // what was in flight may have left by now, and nobody would tell again
                    catchUp.settle(subscription);
                }
            }
            case CATCH_UP -> catchUp.settle(subscription);
            case ASTRAY -> doubt.accept(subscription.room());
        }
    }
}
