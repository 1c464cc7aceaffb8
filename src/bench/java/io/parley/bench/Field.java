package io.parley.bench;

import io.parley.bench.server.Entrant;
import io.parley.bench.server.ServerUnderLoad;
import io.parley.bench.server.Town;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All who take part: one Parley with a town in it, talked to in text and in binary frames, and the baselines. */
final class Field implements AutoCloseable {
    private final List<Entrant> entrants = new ArrayList<>();

    private Field() {}

    /** Starts them. */
    static Field of(Bench bench, Town town) throws IOException, SQLException {
        var field = new Field();
        try {
            if (bench.baselines()) {
                field.entrants.add(Entrant.naive(bench.folder(), bench.jvm()));
                field.entrants.add(Entrant.raw(bench.folder(), bench.jvm()));
            }
            var parley = Entrant.parley(bench.folder(), bench.jvm(), town);
            field.entrants.add(Entrant.text(parley));
            field.entrants.add(Entrant.binary(parley));
            return field;
        } catch (IOException | SQLException | RuntimeException e) {
            field.close();
            throw e;
        }
    }

    List<Entrant> entrants() {
        return entrants;
    }

    /** Only those of that name, in this order. */
    List<Entrant> only(String... names) {
        var some = new ArrayList<Entrant>();
        for (var name : names) {
            entrants.stream().filter(entrant -> entrant.name().equals(name)).forEach(some::add);
        }
        return some;
    }

    ServerUnderLoad parley() {
        return entrants.getLast().server();
    }

    @Override
    public void close() {
        entrants.forEach(Entrant::close);
    }
}
