package io.parley;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/** What the JDK remembers of a web application that has stopped. */
final class Forgetting {
    private Forgetting() {}

    /**
     * Makes the JDK forget our records. The handle from which it makes every record's {@code equals} (OBJECT_EQ in {@link
     * ObjectMethods}) keeps the type it was adapted to last, softly: one class of ours, and by it the whole web application,
     * would stay until memory is short, and the manager's {@code findleaks} would name it.
     *
     * @param instead a class of the container, which outlives us, to take its place
     */
    static void records(Class<?> instead) {
        try {
            var equality = MethodType.methodType(boolean.class, instead, Object.class);
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", equality, instead, "");
        } catch (Throwable e) {
            throw new IllegalStateException("the JDK makes no equality", e);
        }
    }
}
