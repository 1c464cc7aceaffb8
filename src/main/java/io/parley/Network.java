package io.parley;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of internet addresses, written {@code 10.0.0.0/8}, {@code fd00::/8} or as one address.
 *
 * @param address any address in the range
 * @param prefix leading bits that all its addresses share
 */
public record Network(InetAddress address, int prefix) {
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    public Network {
        if (prefix < 0 || prefix > bits(address)) {
            throw new IllegalArgumentException("a prefix of 0 to " + bits(address) + " bits");
        }
    }

    /** @throws IllegalArgumentException if it is neither an address nor a range; names are never looked up */
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var literal = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(literal).matches()) {
            throw new IllegalArgumentException("not an address: " + literal);
        }
        try {
            var address = InetAddress.getByName(literal);
            return new Network(address, slash < 0 ? bits(address) : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }

    public boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (var bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }
}
