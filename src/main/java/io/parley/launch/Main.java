package io.parley.launch;

/**
 * Where {@code java -jar parley.war} begins. This class alone is compiled for Java 8, so that a Java too old for the
 * rest says so in one line; it therefore names no other class of ours.
 */
public final class Main {
    private static final int OLDEST = 21;

    private Main() {}

    public static void main(String[] args) throws Exception {
        String specification = System.getProperty("java.specification.version");
        int version = Integer.parseInt(specification.startsWith("1.") ? specification.substring(2) : specification);
        if (version < OLDEST) {
            System.err.println("Parley needs Java " + OLDEST + " or newer; this is "
                    + System.getProperty("java.version") + " from " + System.getProperty("java.home"));
            System.exit(1);
        }
        Class.forName("io.parley.launch.Launcher")
                .getMethod("launch", String[].class)
                .invoke(null, (Object) args);
    }
}
