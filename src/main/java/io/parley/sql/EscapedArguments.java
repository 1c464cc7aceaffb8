package io.parley.sql;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Texts are bound as they are kept. */
final class EscapedArguments extends AbstractArgumentFactory<String> {
    EscapedArguments() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        return (position, statement, context) -> statement.setString(position, Escaped.of(value));
    }
}
