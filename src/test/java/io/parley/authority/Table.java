package io.parley.authority;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A table as it is written down: a line for each row, its columns separated by {@code |}, and lines of remarks. */
public record Table(char name, List<Row> rows) {
    public Table {
        rows = List.copyOf(rows);
    }

    /**
     * One thing to try.
     *
     * @param what the route or the command
     * @param asks what is asked of the server
     * @param scope what a token needs: `-` where nobody has to be signed in, `person` where none suffices
     * @param answers one for each {@link Actor}
     * @param body may be empty
     */
    public record Row(int index, String what, String asks, String scope, List<String> answers, String body) {
        public Row {
            answers = List.copyOf(answers);
            if (answers.size() != Actor.values().length) {
                throw new IllegalArgumentException(
                        what + ": has " + answers.size() + " answers for " + Actor.values().length + " actors");
            }
            if (!Set.of("-", "read", "write", "admin", "person").contains(scope)) {
                throw new IllegalArgumentException(what + ": no scope is called " + scope);
            }
        }

        String answer(Actor actor) {
            return answers.get(actor.ordinal());
        }
    }

    /** @param resource beside this class; its columns are `what | asks | scope | answers | body` */
    public static Table read(char name, String resource) {
        try (var in = Table.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + resource);
            }
            var rows = new ArrayList<Row>();
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(row(rows.size(), line));
                }
            }
            return new Table(name, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(int index, String line) {
        var columns = line.split("\\|", 5);
        if (columns.length < 4) {
            throw new IllegalArgumentException("what | asks | scope | answers | body: " + line);
        }
        return new Row(
                index,
                columns[0].strip().replaceAll(" +", " "),
                columns[1].strip(),
                columns[2].strip(),
                List.of(columns[3].strip().split(" +")),
                columns.length < 5 ? "" : columns[4].strip());
    }

    /** The routes or commands that have a row. */
    Set<String> covered() {
        var covered = new TreeSet<String>();
        rows.forEach(row -> covered.add(row.what()));
        return covered;
    }

    /**
     * An administrator who is in the channels tries each row, by an access token.
     *
     * @param enough whether the token has just what the row says, or all but that
     */
    List<Cell> byTokens(char name, boolean enough) {
        var cells = new ArrayList<Cell>();
        for (var row : rows) {
            var anyhow = row.scope().equals("-") || row.scope().equals("person");
            var scopes = enough && !anyhow
                    ? row.scope()
                    : "read write admin".replace(row.scope(), "").strip();
            cells.add(new Cell(name, row.index(), Actor.ADMIN, scopes));
        }
        return cells;
    }

    List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (var row : rows) {
            for (var actor : Actor.values()) {
                cells.add(new Cell(name, row.index(), actor));
            }
        }
        return cells;
    }
}
