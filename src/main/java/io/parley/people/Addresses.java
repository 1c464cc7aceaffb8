package io.parley.people;

/** Addresses of the internet, as far as people are told apart by them. */
final class Addresses {
    private static final int ALL = 8;
    private static final int GROUPS = 4;

    private Addresses() {}

    /** An IPv4 address as it is; of an IPv6 address its first 64 bits, as one household has all the others. */
    static String network(String address) {
        if (address.indexOf(':') < 0 || address.indexOf('.') >= 0) {
            return address;
        }
        var zone = address.indexOf('%');
        var groups = new StringBuilder();
        var halves = (zone < 0 ? address : address.substring(0, zone)).split("::", -1);
        var front = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        var back = halves.length < 2 || halves[1].isEmpty() ? new String[0] : halves[1].split(":");
        var zeros = ALL - front.length - back.length;
        if (zeros < 0 || (halves.length == 1 && zeros > 0)) {
            return address;
        }
        for (var i = 0; i < GROUPS; i++) {
            var group = i < front.length ? front[i] : i < front.length + zeros ? "0" : back[i - front.length - zeros];
            groups.append(group.replaceFirst("^0+(?=.)", "")).append(':');
        }
        return groups + ":/64";
    }
}
