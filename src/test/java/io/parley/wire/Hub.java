package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What simulated nodes tell each other by: it loses, delays, doubles and reorders, and forgets all that is under way. */
final class Hub {
    private final World world;
    private final Faults faults;
    private final List<Port> ports = new ArrayList<>();
    /** Counts resets: what was told before one is under way no more. */
    private int life;

    private boolean mute;

    Hub(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    /** A node's end of it. */
    Bus join(BooleanSupplier alive) {
        var port = new Port(alive);
        ports.add(port);
        return port;
    }

    /** From now on it says nothing, and nobody notices. */
    void mute() {
        mute = true;
        life++;
    }

    /** It speaks again. */
    void speak() {
        mute = false;
    }

    /** It lost all that was under way, and its nodes notice. */
    void reset() {
        faults.count(Faults.Kind.RESET);
        life++;
        for (var port : List.copyOf(ports)) {
            port.lane.add(() -> {
                port.listener.connected(false);
                port.listener.lost();
                port.listener.connected(true);
            });
        }
    }

    /** See {@link #join}. */
    private final class Port implements Bus {
        private final BooleanSupplier alive;
        private final World.Lane lane;
        private Listener listener = new LocalBus.Nobody();

        private Port(BooleanSupplier alive) {
            this.alive = alive;
            this.lane = world.lane("bus", alive);
        }

        @Override
        public void committed(List<Event.Lasting> events) {
            others().forEach(port -> port.hear(events));
        }

        @Override
        public void fleeting(Event.Fleeting event) {
            listener.fleeting(event);
            for (var port : others()) {
                if (!faults.strikes()) {
                    port.take(() -> port.listener.fleeting(event));
                }
            }
        }

        private List<Port> others() {
            return mute
                    ? List.of()
                    : ports.stream()
                            .filter(port -> port != this && port.alive.getAsBoolean())
                            .toList();
        }

        private void take(Runnable entry) {
            var then = life;
            lane.add(() -> {
                if (then == life) {
                    entry.run();
                }
            });
        }

        private void hear(List<Event.Lasting> events) {
            if (!faults.strikes()) {
                take(() -> listener.committed(events));
                return;
            }
            faults.count(Faults.Kind.DISORDER);
            for (var event : events) {
                for (var times = world.chance(3); times > 0; times--) {
                    var then = life;
                    // one that comes very late may be of a journal that is no more
                    world.alarm(
                            "late entry", alive, Duration.ofMillis(world.chance(world.oneIn(3) ? 3_000 : 10)), () -> {
                                if (then == life) {
                                    listener.committed(List.of(event));
                                }
                            });
                }
            }
        }

        @Override
        public void listen(Listener with) {
            listener = with;
            with.connected(true);
        }

        @Override
        public void close() {
            ports.remove(this);
        }
    }
}
