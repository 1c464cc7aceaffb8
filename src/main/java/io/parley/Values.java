package io.parley;

import io.parley.people.Registration;
import io.parley.people.SecondFactor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the texts of settings are read; every method throws {@link IllegalArgumentException} for a wrong one. */
final class Values {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}) ?(|B|KiB|MiB|GiB|TiB)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> SHIFTS =
            Map.of("", 0, "b", 0, "kib", 10, "mib", 20, "gib", 30, "tib", 40);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(s|min|h|d)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "min", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{Nd}-]{1,63}(\\.[\\p{L}\\p{Nd}-]{1,63})+");
    private static final Pattern HOST = Pattern.compile("\\*|[\\w.:%-]{1,255}");

    private static final Pattern PATH = Pattern.compile("/|(/[\\w.~-]{1,100}){1,10}/?");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private Values() {}

    static Optional<Path> optionalPath(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    static Function<String, Integer> number(int least, int most) {
        return text -> {
            var number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        };
    }

    /** Bytes: a plain number, or one with {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB}. */
    static long size(String text, long least, long most) {
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size");
        }
        var shift = SHIFTS.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 0);
        var count = Long.parseLong(matcher.group(1));
        if (count > most >> shift || count << shift < least) {
            throw new IllegalArgumentException("out of range");
        }
        return count << shift;
    }

    /** A number with {@code s}, {@code min}, {@code h} or {@code d}. */
    static Duration duration(String text, Duration least, Duration most) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a time");
        }
        var unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
        var duration = Duration.of(Long.parseLong(matcher.group(1)), unit);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return duration;
    }

    static Optional<Duration> optionalDuration(String text, Duration least, Duration most) {
        return text.isEmpty() ? Optional.empty() : Optional.of(duration(text, least, most));
    }

    static Registration registration(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "off" -> new Registration.Off();
            case "on" -> new Registration.On();
            default -> {
                var domains = new TreeSet<String>();
                for (var part : text.toLowerCase(Locale.ROOT).split(",")) {
                    var domain = part.strip();
                    if (!DOMAIN.matcher(domain).matches()) {
                        throw new IllegalArgumentException("not a domain");
                    }
                    domains.add(domain);
                }
                yield new Registration.Domains(domains);
            }
        };
    }

    static boolean onOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new IllegalArgumentException("neither on nor off");
        };
    }

    static SignIn signIn(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("lower case");
        }
        return SignIn.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static SecondFactor secondFactor(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("lower case");
        }
        return SecondFactor.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static String host(String text) {
        if (!HOST.matcher(text).matches()) {
            throw new IllegalArgumentException("not a host");
        }
        return text;
    }

    /** As servlet containers write it: empty for the root, else without a slash at the end. */
    static String contextPath(String text) {
        if (!PATH.matcher(text).matches() || text.contains("/.")) {
            throw new IllegalArgumentException("not a path");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    static Optional<URI> optionalUrl(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var url = web(text);
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("more than an address");
        }
        return Optional.of(text.endsWith("/") ? url : URI.create(text + "/"));
    }

    static Optional<URI> optionalClamd(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var address = URI.create(text);
        if (!"clamd".equals(address.getScheme())
                || address.getHost() == null
                || address.getPort() < 1
                || address.getPort() > 65_535
                || address.getUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || !(address.getRawPath().isEmpty() || address.getRawPath().equals("/"))) {
            throw new IllegalArgumentException("not the address of a clamd");
        }
        return Optional.of(address);
    }

    /** As browsers write an origin: lower case, without a path and without the scheme's own port. */
    static Set<URI> origins(String text) {
        return items(text).map(Values::origin).collect(Collectors.toUnmodifiableSet());
    }

    private static URI origin(String text) {
        var url = web(text);
        if (!url.getRawPath().isEmpty() && !url.getRawPath().equals("/")
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("more than an origin");
        }
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var usual = scheme.equals("https") ? 443 : 80;
        var port = url.getPort() == -1 || url.getPort() == usual ? "" : ":" + url.getPort();
        return URI.create(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port);
    }

    private static URI web(String text) {
        var url = URI.create(text);
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https"))
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getPort() > 65_535) {
            throw new IllegalArgumentException("not a web address");
        }
        return url;
    }

    static DatabaseSettings.At database(String text) {
        if (text.isEmpty()) {
            return new DatabaseSettings.At.InHome();
        }
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseSettings.At.Address(text);
        }
        if (text.matches("java:[\\w./-]+")) {
            return new DatabaseSettings.At.Named(text);
        }
        throw new IllegalArgumentException("neither an address nor a name");
    }

    static RedisSettings.At redis(String text) {
        if (text.equals("off")) {
            return new RedisSettings.At.Off();
        }
        if (text.equals("auto")) {
            return new RedisSettings.At.Auto();
        }
        var uri = URI.create(text);
        var right = switch (String.valueOf(uri.getScheme())) {
            case "redis", "rediss" -> uri.getHost() != null && uri.getRawFragment() == null;
            case "redis-sentinel" -> uri.getRawAuthority() != null && uri.getRawFragment() != null;
            default -> false;
        };
        if (!right || !uri.getRawPath().matches("(/\\d{0,5})?") || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("not the address of a Redis");
        }
        return new RedisSettings.At.Address(uri);
    }

    static Optional<String> optionalPrefix(String text) {
        if (!text.isEmpty() && !PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException("not a prefix");
        }
        return optionalText(text);
    }

    static Optional<String> optionalText(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static List<Network> networks(String text) {
        return items(text).map(Network::parse).toList();
    }

    private static Stream<String> items(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }
}
