package io.parley.matrix;

import io.parley.it.Await;
import io.parley.it.Built;
import io.parley.it.Certificate;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reverse proxy from {@code src/docs/deploy.md}, run on free ports of this machine. */
enum Front {
    NGINX("nginx"),
    HTTPD("httpd"),
    HAPROXY("HAProxy");

    private final String title;

    Front(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }

    /** One that runs: what it shows is below its address at the place's path. */
    record Running(URI plain, URI tls, Program program) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            program.close();
        }
    }

    private record Ports(int plain, int tls) {}

    /** Starts it in front of a place, in a new folder. */
    Running before(Place place, Certificate certificate, Path folder) throws Exception {
        Files.createDirectories(folder);
        var ports = new Ports(freePort(), freePort());
        var changes = new LinkedHashMap<String, String>();
        changes.put("127.0.0.1:8080", place.uri().getAuthority());
        changes.put("/team/chat/", place.uri().getPath());
        var command = switch (this) {
            case NGINX -> nginx(folder, ports, certificate, changes);
            case HTTPD -> httpd(folder, ports, certificate, changes);
            case HAPROXY -> haproxy(folder, ports, certificate, changes);
        };
        var program = Program.start(folder, command);
        var running = new Running(
                URI.create("http://127.0.0.1:" + ports.plain() + place.uri().getPath()),
                URI.create("https://127.0.0.1:" + ports.tls() + place.uri().getPath()),
                program);
        Await.until(
                () -> title + " listens:\n" + String.join("\n", program.log()),
                () -> !program.isAlive() || listens(ports.plain()) && listens(ports.tls()));
        if (!program.isAlive()) {
            throw new AssertionError(title + " ended:\n" + String.join("\n", program.log()));
        }
        return running;
    }

    private static List<String> nginx(Path folder, Ports ports, Certificate certificate, Map<String, String> changes)
            throws IOException {
        changes.put("listen 80;", "listen 127.0.0.1:" + ports.plain() + ";");
        changes.put("listen 443 ssl;", "listen 127.0.0.1:" + ports.tls() + " ssl;");
        pem(certificate, changes);
        Files.writeString(folder.resolve("parley.conf"), Page.file("/etc/nginx/conf.d/parley.conf", changes));
        // what Debian's nginx.conf has around it, in this folder
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                user root;
                worker_processes 1;
                pid nginx.pid;
                error_log stderr warn;
                events { worker_connections 200; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    include parley.conf;
                }
                """.replace("user root;\n", root() ? "user root;\n" : ""));
        return List.of(program("nginx"), "-p", folder.toString(), "-e", "stderr", "-c", "nginx.conf");
    }

    private static List<String> httpd(Path folder, Ports ports, Certificate certificate, Map<String, String> changes)
            throws IOException {
        changes.put("<VirtualHost *:80>", "<VirtualHost 127.0.0.1:" + ports.plain() + ">");
        changes.put("<VirtualHost *:443>", "<VirtualHost 127.0.0.1:" + ports.tls() + ">");
        pem(certificate, changes);
        Files.writeString(
                folder.resolve("parley.conf"), Page.file("/etc/apache2/sites-available/parley.conf", changes));
        var modules = Path.of("/usr/lib/apache2/modules");
        var main = new StringBuilder();
        for (var module : List.of(
                "mpm_event",
                "authz_core",
                "ssl",
                "socache_shmcb",
                "headers",
                "proxy",
                "proxy_http",
                "proxy_wstunnel")) {
            main.append("LoadModule %s_module %s/mod_%s.so%n".formatted(module, modules, module));
        }
        main.append("""
                ServerRoot "%1$s"
                ServerName localhost
                PidFile "%1$s/httpd.pid"
                DefaultRuntimeDir "%1$s"
                Mutex file:%1$s default
                ErrorLog /dev/stderr
                Listen 127.0.0.1:%2$d
                Listen 127.0.0.1:%3$d
                %4$s
                Include "%1$s/parley.conf"
                """.formatted(folder, ports.plain(), ports.tls(), root() ? "User www-data\nGroup www-data" : ""));
        Files.writeString(folder.resolve("httpd.conf"), main);
        return List.of(
                program("apache2"), "-X", "-f", folder.resolve("httpd.conf").toString(), "-DFOREGROUND");
    }

    private static List<String> haproxy(Path folder, Ports ports, Certificate certificate, Map<String, String> changes)
            throws IOException {
        changes.put("maxconn 20000", "maxconn 200");
        changes.put("bind :80\n", "bind 127.0.0.1:" + ports.plain() + "\n");
        changes.put("bind :443 ", "bind 127.0.0.1:" + ports.tls() + " ");
        changes.put("/etc/ssl/private/chat.example.org.both", certificate.both().toString());
        Files.writeString(folder.resolve("haproxy.cfg"), Page.file("/etc/haproxy/haproxy.cfg", changes));
        return List.of(
                program("haproxy"), "-db", "-f", folder.resolve("haproxy.cfg").toString());
    }

    private static void pem(Certificate certificate, Map<String, String> changes) {
        changes.put("/etc/ssl/private/chat.example.org.pem", certificate.chain().toString());
        changes.put("/etc/ssl/private/chat.example.org.key", certificate.key().toString());
    }

    /** As the build found or installed it. */
    private static String program(String name) throws IOException {
        return Files.readString(Built.folder().resolve("machine/" + name));
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
