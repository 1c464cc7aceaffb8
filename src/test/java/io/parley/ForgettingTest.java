package io.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForgettingTest {
    /** Lives in a loader of its own here, as a web application's do. */
    record Guest(String name, @Nullable Guest friend) {}

    @Test
    void a_web_application_that_has_stopped_is_forgotten() throws Exception {
        var loader = new WeakReference<>(usedAndGone());
        Forgetting.records(new Alone().loadClass(Guest.class.getName()));
        for (var i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
        }
        assertNull(loader.get(), "its class loader is still reachable");
    }

    private static ClassLoader usedAndGone() throws Exception {
        var loader = new Alone();
        var guest = loader.loadClass(Guest.class.getName()).getDeclaredConstructors()[0];
        guest.setAccessible(true);
        var bea = guest.newInstance("Bea", null);
        assertEquals(guest.newInstance("Ann", bea), guest.newInstance("Ann", bea));
        assertEquals(
                guest.newInstance("Ann", bea).hashCode(),
                guest.newInstance("Ann", bea).hashCode());
        return loader;
    }

    private static final class Alone extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Guest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (var bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                var code = bytes == null ? new byte[0] : bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
