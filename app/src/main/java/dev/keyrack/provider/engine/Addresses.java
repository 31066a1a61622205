package dev.keyrack.provider.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which addresses a credential may be sent to: HTTPS anywhere, plain HTTP to this computer alone.
final class Addresses {
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private Addresses() {
    }

    /// What is wrong with `address`, without a full stop; empty if it can be used.
    static Optional<String> problem(String address) {
        try {
            return problem(new URI(address));
        } catch (URISyntaxException _) {
            return Optional.of("this is not an address");
        }
    }

    /// What is wrong with `address`, without a full stop; empty if it can be used.
    static Optional<String> problem(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if ((!scheme.equals("https") && !scheme.equals("http")) || host == null) {
            return Optional.of("an address begins with https:// and names a host");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            return Optional.of("an address has no user, query or fragment");
        }
        if (scheme.equals("http") && !isLoopback(host)) {
            return Optional.of("plain http would show the credential to the network; only https is used, except to"
                    + " this computer");
        }
        return Optional.empty();
    }

    /// Whether `host` is this computer by name or number. Nothing is resolved: a name in the network's hands could
    /// lead elsewhere the next time.
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || LOOPBACK_V4.matcher(host).matches();
    }
}
