package io.parley.laws.broken.wire;

import java.sql.Connection;

/** An endpoint that talks to the database. */
public record LawlessEndpoint(Connection database) {}
