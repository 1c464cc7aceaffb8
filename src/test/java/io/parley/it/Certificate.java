package io.parley.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that has signed itself, in the forms that servers want.
 *
 * @param store PKCS #12, with {@link #PASSWORD}
 * @param both the certificate and the key, one after the other
 */
public record Certificate(Path store, Path chain, Path key, Path both) {
    public static final String PASSWORD = "of-tests";
    private static final String ALIAS = "parley";

    /** @param names that it bears, as keytool wants them: {@code dns:localhost,ip:127.0.0.1} */
    public static Certificate in(Path folder, String names)
            throws IOException, GeneralSecurityException, InterruptedException {
        var store = folder.resolve("parley.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=parley",
                        "-ext",
                        "SAN=" + names,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (made != 0) {
            throw new IOException("keytool ended with " + made);
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        var key = pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        return new Certificate(
                store,
                Files.writeString(folder.resolve("chain.pem"), certificate),
                Files.writeString(folder.resolve("key.pem"), key),
                Files.writeString(folder.resolve("both.pem"), certificate + key));
    }

    private static String pem(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
