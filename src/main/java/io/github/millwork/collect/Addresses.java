package io.github.millwork.collect;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What addresses are, by the registries of special ones (RFC 6890 and its updates), and how they are shown. */
final class Addresses {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)([?&][^=&]*(?:key|token|secret|password|passwd|signature|sig|auth|credential)[^=&]*=)[^&]*");

    private Addresses() {}

    /** What an address is if it is not public, else null. */
    static @Nullable String special(InetAddress address) {
        if (address.isLoopbackAddress()) return "loopback";
        if (address.isAnyLocalAddress()) return "this machine";
        if (address.isLinkLocalAddress()) return "link-local";
        if (address.isSiteLocalAddress()) return "private";
        if (address.isMulticastAddress()) return "multicast";
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? special4(bytes) : special6(bytes);
    }

    private static @Nullable String special4(byte[] address) {
        int a = address[0] & 255;
        int b = address[1] & 255;
        if (a == 0) return "this network";
        if (a == 100 && b >= 64 && b < 128) return "shared by a provider";
        if (a == 192 && b == 0 && address[2] == 0) return "reserved";
        if (a == 198 && (b == 18 || b == 19)) return "for benchmarks";
        return a >= 240 ? "reserved" : null;
    }

    private static @Nullable String special6(byte[] address) {
        if ((address[0] & 0xfe) == 0xfc) return "private";
        if (startsWith(address, 0, 0x64, 0xff, 0x9b)) return within(address, 12);
        if (startsWith(address, 0x20, 0x02)) return within(address, 2);
        if (startsWith(address, 0x20, 0x01, 0, 0)) return "a tunnel";
        byte[] zeros = new byte[12];
        return Arrays.equals(address, 0, 12, zeros, 0, 12) ? within(address, 12) : null;
    }

    /** An address of the fourth version within one of the sixth, to which a gateway would go. */
    private static @Nullable String within(byte[] address, int from) {
        try {
            return special(InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean startsWith(byte[] address, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if ((address[i] & 255) != bytes[i]) return false;
        }
        return true;
    }

    /** An address as it may be shown and kept: what is in a query under the name of a secret is masked. */
    static String shown(URI uri) {
        return shown(uri.toString());
    }

    /** An address or a path likewise. */
    static String shown(String uri) {
        String text = SECRET.matcher(uri).replaceAll("$1***");
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }

    /** Scheme, host and port. */
    static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
