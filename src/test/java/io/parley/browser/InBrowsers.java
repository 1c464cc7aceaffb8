package io.parley.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link Hall} of its own, asserts at the end that no browser complained, and leaves pictures and the
 * server's log of what failed.
 */
final class InBrowsers implements ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(InBrowsers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Hall.class;
    }

    @Override
    public Hall resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var machinery = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Machinery.class, key -> machinery(), Machinery.class);
        var hall = new Hall(machinery);
        context.getStore(NAMESPACE).put(Hall.class, hall);
        return hall;
    }

    private static Machinery machinery() {
        try {
            return new Machinery();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        var hall = context.getStore(NAMESPACE).remove(Hall.class, Hall.class);
        if (hall == null) {
            return;
        }
        var test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        try (hall) {
            if (context.getExecutionException().isPresent()) {
                hall.leaveEvidence(test);
                return;
            }
            try {
                hall.assertNothingWentWrong();
            } catch (AssertionError e) {
                hall.leaveEvidence(test);
                throw e;
            }
        }
    }
}
