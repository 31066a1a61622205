package dev.keyrack.authority.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Decides whether codes may be sent to an address. It has to be one that the application registered, letter by letter;
/// on loopback the port may be any (RFC 8252 section 7.3), since a desktop program takes the one that is free.
final class RedirectUris {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST = 2_000;

    private RedirectUris() {
    }

    /// Whether `asked` is one of those that were registered.
    static boolean allows(List<String> registered, String asked) {
        if (asked.length() > LONGEST) {
            return false;
        }
        try {
            URI uri = new URI(asked);
            return uri.getRawFragment() == null && uri.getRawUserInfo() == null
                    && registered.stream().anyMatch(known -> known.equals(asked) || isSameOnAnotherPort(known, uri));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /// What a Content-Security-Policy has to say so that a form may lead there: browsers hold it against the redirect
    /// that answers the form too.
    static String origin(String allowed) {
        URI uri = URI.create(allowed);
        String host = uri.getHost();
        // the policy's grammar has no addresses of IPv6
        return host == null || host.startsWith("[") ? uri.getScheme() + ":" : uri.getScheme() + "://" + at(uri, host);
    }

    private static String at(URI uri, String host) {
        return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    private static boolean isSameOnAnotherPort(String registered, URI asked) {
        URI known = URI.create(registered);
        String host = asked.getHost();
        return "http".equals(asked.getScheme()) && "http".equals(known.getScheme()) && host != null
                && LOOPBACK.contains(host) && host.equals(known.getHost()) && asked.getPort() <= HIGHEST_PORT
                && asked.getPort() != 0 && at(asked, host).equals(asked.getRawAuthority())
                && Objects.equals(known.getRawPath(), asked.getRawPath())
                && Objects.equals(known.getRawQuery(), asked.getRawQuery());
    }
}
