package io.parley;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/** What the JDK remembers of a web application that has stopped. */
final class Forgetting {
    private Forgetting() {}

    /**
     * Makes the JDK forget our records. The handles from which it makes every record's {@code equals} and {@code hashCode}
     * ({@code OBJECT_EQ}, {@code OBJECTS_EQUALS} and {@code OBJECTS_HASHCODE} in {@link ObjectMethods}) keep the type they were
     * adapted to last, softly: a record of ours or a component's class, and by it the whole web application, would stay until
     * memory is short, and the manager's {@code findleaks} would name it.
     *
     * @param instead a class of the container, which outlives us, to take its place
     */
    static void records(Class<?> instead) {
        make("equals", MethodType.methodType(boolean.class, instead, Object.class), instead);
        make("hashCode", MethodType.methodType(int.class, instead), instead);
    }

    /** Has the JDK make a method as if that class were a record with one component, of its own type. */
    private static void make(String method, MethodType type, Class<?> owner) {
        try {
            ObjectMethods.bootstrap(
                    MethodHandles.lookup(), method, type, owner, "itself", MethodHandles.identity(owner));
        } catch (Throwable e) {
            throw new IllegalStateException("the JDK makes no " + method, e);
        }
    }
}
