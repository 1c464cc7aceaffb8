package io.parley.wire;

import io.parley.chat.Bus;
import io.parley.chat.BusContract;
import java.util.List;

class LocalBusTest extends BusContract {
    @Override
    protected List<Bus> nodes() {
        return List.of(new LocalBus());
    }
}
