package io.parley.wire;

import io.parley.chat.Event;
import io.parley.chat.Step;

/** A lasting event on its way to the readers of its channel. */
record Passing(Event.Lasting event, Step step, Broadcast broadcast) {
    /** One that was read for somebody. */
    static Passing read(Event.Lasting event) {
        return new Passing(event, Step.to(event), new Broadcast(event));
    }
}
