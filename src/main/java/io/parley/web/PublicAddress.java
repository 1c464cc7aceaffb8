package io.parley.web;

import io.parley.people.Refusal;
import io.parley.people.RelyingParty;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Under which address browsers know the page that sent a request, as far as they allow passkeys there: over https, or on the machine
 * itself, and at a host with a name.
 *
 * <p>`parley.url` says it; without, the request does. A false {@code Host} gains nothing: a passkey answers for the one host whose
 * page asked it, which its authenticator puts under the signature, and which is compared with this one.
 */
final class PublicAddress {
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    private final Optional<URI> url;

    PublicAddress(Optional<URI> url) {
        this.url = url;
    }

    /** Empty where browsers have no passkeys. */
    Optional<RelyingParty> of(HttpServletRequest request) {
        return url.map(known -> party(known.getScheme(), known.getHost(), known.getPort()))
                .orElseGet(() -> party(request.getScheme(), request.getServerName(), request.getServerPort()));
    }

    /** The host by which people know this Parley, whatever a request that came another way says. */
    String host(HttpServletRequest request) {
        return url.map(URI::getHost).orElseGet(request::getServerName);
    }

    /** @throws Refusal `FORBIDDEN` where browsers have no passkeys */
    RelyingParty needed(HttpServletRequest request) {
        return of(request)
                .orElseThrow(() -> new Refusal(
                        Refusal.Code.FORBIDDEN,
                        "Passkeys need https and a host with a name; see parley.url and parley.proxies."));
    }

    private static Optional<RelyingParty> party(String givenScheme, String givenHost, int port) {
        var scheme = givenScheme.toLowerCase(Locale.ROOT);
        var host = givenHost.toLowerCase(Locale.ROOT);
        var https = scheme.equals("https");
        var local = host.equals("localhost") || host.endsWith(".localhost");
        var named = !host.contains(":") && !NUMBERS.matcher(host).matches();
        if (!named || !(https || local)) {
            return Optional.empty();
        }
        var usual = port == -1 || port == (https ? 443 : 80);
        return Optional.of(new RelyingParty(host, scheme + "://" + host + (usual ? "" : ":" + port)));
    }
}
