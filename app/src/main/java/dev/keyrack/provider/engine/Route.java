package dev.keyrack.provider.engine;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How a profile's requests reach its provider.
///
/// @param proxies which proxy is on the way
/// @param tls     whose certificates are trusted; empty where nothing is encrypted
record Route(Proxies proxies, Optional<SSLContext> tls) {
}
