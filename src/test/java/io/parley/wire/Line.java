package io.parley.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The network between one client and its connection: in order, late, and cut at any moment with what was under way. */
final class Line implements Remote {
    private final World world;
    private final Faults faults;
    private final Near near;
    private final Node node;
    private final World.Lane down;
    private final World.Lane up;
    private @Nullable Connection connection;
    private @Nullable Talk talk;
    private boolean broken;
    private boolean stalled;
    private @Nullable Held held;

    /** The client's end. */
    interface Near {
        void frame(Line line, String text);

        /** It is over; told once. */
        void cut(Line line);
    }

    /** A frame that the client does not take. */
    private record Held(String text, Left left) {}

    Line(World world, Faults faults, Near near, Node node) {
        this.world = world;
        this.faults = faults;
        this.near = near;
        this.node = node;
        this.down = world.lane("down", () -> true);
        this.up = world.lane("up", node::alive);
    }

    void answeredBy(Connection with, Talk by) {
        connection = with;
        talk = by;
    }

    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    boolean stalled() {
        return stalled && !broken;
    }

    /** It was cut, though nobody may have noticed yet. */
    boolean broken() {
        return broken;
    }

    /** Nothing is under way in either direction. */
    boolean idle() {
        return down.size() == 0 && up.size() == 0 && held == null;
    }

    /** The client says something. */
    void say(String frame) {
        if (!broken) {
            up.add(() -> hear(frame));
        }
    }

    /** The client stops reading. */
    void stall() {
        stalled = true;
        faults.count(Faults.Kind.STALL);
    }

    /** It reads again. */
    void unstall() {
        stalled = false;
        var waited = held;
        held = null;
        if (waited != null) {
            deliver(waited.text());
            waited.left().left(!broken);
        }
    }

    /** The network breaks: what was under way arrives in part or not at all. */
    void cut() {
        if (!broken) {
            down.forgetLast(world.chance(down.size() + 1));
            up.forgetLast(world.chance(up.size() + 1));
            end();
        }
    }

    @Override
    public void send(Frame frame, Left left) {
        var text = switch (frame) {
            case Frame.Text characters -> characters.text();
            case Frame.Binary binary ->
                StandardCharsets.UTF_8.decode(binary.bytes().duplicate()).toString();
        };
        Violation.unless(held == null, "two frames in flight on one connection");
        if (broken) {
            world.some("left", node::alive, () -> left.left(false));
        } else if (stalled) {
            held = new Held(text, left);
        } else {
            deliver(text);
            if (world.oneIn(2)) {
                left.left(true);
            } else {
                world.some("left", node::alive, () -> left.left(!broken || world.oneIn(2)));
            }
        }
    }

    @Override
    public void ping() {
        if (!broken && !stalled) {
            // a browser answers by itself
            down.add(() -> up.add(() -> connection().heard()));
        }
    }

    @Override
    public void close(int code, String reason) {
        if (!broken) {
            up.forgetLast(up.size());
            end();
        }
    }

    private void end() {
        broken = true;
        var waited = held;
        held = null;
        if (waited != null) {
            world.some("left", node::alive, () -> waited.left().left(false));
        }
        down.add(() -> near.cut(this));
        up.add(() -> {
            if (talk != null) {
                node.closed(this, connection(), talk);
            }
        });
    }

    private void deliver(String text) {
        if (!broken) {
            down.add(() -> near.frame(this, text));
        }
    }

    private void hear(String frame) {
        connection().heard();
        if (talk != null) {
            try {
                talk.hear(frame);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
        }
    }
}
