package dev.keyrack.provider.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which proxy a request goes through: what the environment says as curl reads it, else what the system says. This
/// computer itself is never asked through a proxy. Any thread.
final class Proxies extends ProxySelector {
    private static final int USUAL_PORT = 1080; // curl's

    private final Map<String, String> environment;
    private final Supplier<@Nullable ProxySelector> system;

    /// Goes by `environment` first.
    ///
    /// @param system asked where the environment says nothing
    Proxies(Map<String, String> environment, Supplier<@Nullable ProxySelector> system) {
        this.environment = Map.copyOf(environment);
        this.system = system;
    }

    /// How a request gets to its host.
    sealed interface Way {
        /// Straight.
        record Direct() implements Way {}

        /// Through a proxy.
        final class Through implements Way {
            private final InetSocketAddress address;
            private final Optional<String> authorization;

            private Through(InetSocketAddress address, Optional<String> authorization) {
                this.address = address;
                this.authorization = authorization;
            }

            InetSocketAddress address() {
                return address;
            }

            /// What the proxy wants to hear; never shown.
            Optional<String> authorization() {
                return authorization;
            }

            /// Host and port, as they may be shown.
            String shown() {
                return address.getHostString() + ":" + address.getPort();
            }
        }

        /// There should be a proxy, and it is of a kind that cannot be used. Going straight would go around it.
        ///
        /// @param what its kind or place, fit for showing
        record Unusable(String what) implements Way {}
    }

    /// The way to `uri`.
    Way way(URI uri) {
        String host = uri.getHost();
        if (host == null || Addresses.isLoopback(host)) {
            return new Way.Direct();
        }
        Optional<String> named = variable(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy")
                .or(() -> variable("all_proxy"));
        if (named.isEmpty()) {
            return isExcepted(host) ? new Way.Direct() : bySystem(uri);
        }
        return isExcepted(host) ? new Way.Direct() : read(named.get());
    }

    private Way bySystem(URI uri) {
        ProxySelector selector = system.get();
        List<Proxy> ways = selector == null ? List.of() : selector.select(uri);
        Proxy first = ways == null || ways.isEmpty() ? Proxy.NO_PROXY : ways.getFirst();
        return switch (first.type()) {
            case DIRECT -> new Way.Direct();
            case HTTP -> new Way.Through((InetSocketAddress) first.address(), Optional.empty());
            case SOCKS -> new Way.Unusable("SOCKS");
        };
    }

    private static Way read(String value) {
        try {
            URI proxy = new URI(value.contains("://") ? value : "http://" + value);
            String scheme = String.valueOf(proxy.getScheme()).toLowerCase(Locale.ROOT);
            String host = proxy.getHost();
            if (!scheme.equals("http")) {
                return new Way.Unusable(scheme.matches("[a-z0-9]{1,12}") ? scheme : "?");
            }
            if (host == null) {
                return new Way.Unusable("?");
            }
            int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new Way.Through(InetSocketAddress.createUnresolved(bare, port),
                    Optional.ofNullable(proxy.getRawUserInfo()).map(Proxies::basic));
        } catch (URISyntaxException | IllegalArgumentException _) { // their messages quote the value
            return new Way.Unusable("?");
        }
    }

    private static String basic(String userInfo) {
        String pair = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        String whole = pair.contains(":") ? pair : pair + ":";
        return "Basic " + Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    /// Lower case first, as curl does.
    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .flatMap(each -> Optional.ofNullable(environment.get(each)).stream()).map(String::strip)
                .filter(text -> !text.isEmpty()).findFirst();
    }

    private boolean isExcepted(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return variable("no_proxy").stream().flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
                .filter(rule -> !rule.isEmpty()).anyMatch(rule -> fits(rule, bare.toLowerCase(Locale.ROOT)));
    }

    private static boolean fits(String rule, String host) {
        if (rule.equals("*")) {
            return true;
        }
        String domain = rule.toLowerCase(Locale.ROOT).replaceAll("^\\*?\\.|\\.$", "").replaceAll("^\\[|\\]$", "");
        if (domain.contains("/")) {
            return isWithin(domain, host);
        }
        return host.equals(domain) || (!domain.isEmpty() && host.endsWith("." + domain) && !isNumber(host));
    }

    private static boolean isNumber(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    /// Whether an address is in a network such as `10.0.0.0/8`. Names are not resolved.
    private static boolean isWithin(String network, String host) {
        int slash = network.indexOf('/');
        try {
            byte[] base = InetAddress.ofLiteral(network.substring(0, slash)).getAddress();
            byte[] address = InetAddress.ofLiteral(host).getAddress();
            int bits = Integer.parseInt(network.substring(slash + 1));
            if (base.length != address.length || bits < 0 || bits > 8 * base.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((base[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        return way(uri) instanceof Way.Through through
                ? List.of(new Proxy(Proxy.Type.HTTP, through.address()))
                : List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {
        // the failed request tells it
    }
}
