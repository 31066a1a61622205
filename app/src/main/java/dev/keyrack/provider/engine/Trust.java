package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are trusted: those that the system trusts, and for a profile those of its own file beside them.
/// There is no way to trust any other. Any thread.
final class Trust {
    /// Where Linux and BSD keep what the administrator trusts; the first that is there counts.
    private static final List<Path> BUNDLES = List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"), Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));
    private static final List<String> SYSTEM_STORES = List.of("Windows-ROOT", "KeychainStore-ROOT");
    private static final long LARGEST = 4L << 20;

    private final InstantSource clock;
    private final List<Path> bundles;
    private @Nullable List<X509Certificate> system;

    Trust(InstantSource clock) {
        this(clock, BUNDLES);
    }

    Trust(InstantSource clock, List<Path> bundles) {
        this.clock = clock;
        this.bundles = List.copyOf(bundles);
    }

    /// What to speak TLS with.
    ///
    /// @param authority path of a PEM file with certificates to trust beside the system's
    /// @return `InvalidInput` if the file cannot be used
    Outcome<SSLContext> context(Optional<String> authority) {
        return own(authority).map(extra -> {
            List<X509Certificate> all = new ArrayList<>(system());
            all.addAll(extra);
            return context(all);
        });
    }

    /// The certificates in a profile's own file.
    Outcome<List<X509Certificate>> own(Optional<String> authority) {
        if (authority.isEmpty()) {
            return Outcome.ok(List.of());
        }
        String where = authority.get();
        try {
            List<X509Certificate> found = read(Path.of(where));
            if (found.isEmpty()) {
                return unusable(where, "there is no certificate in it; it is to be a PEM file, which has lines such as"
                        + " BEGIN CERTIFICATE");
            }
            Instant now = clock.instant();
            List<X509Certificate> good = found.stream().filter(each -> !now.isAfter(each.getNotAfter().toInstant()))
                    .toList();
            return good.isEmpty()
                    ? unusable(where, "every certificate in it has expired; ask for the current ones")
                    : Outcome.ok(good);
        } catch (IOException | InvalidPathException _) {
            return unusable(where, "the file with the certificates cannot be read");
        } catch (CertificateException _) {
            return unusable(where, "the file holds no certificates that can be read; it is to be a PEM file");
        }
    }

    private static <T> Outcome<T> unusable(String where, String problem) {
        return Outcome.failed(new Failure.InvalidInput(where, problem));
    }

    private static List<X509Certificate> read(Path file) throws IOException, CertificateException {
        if (Files.size(file) > LARGEST) {
            throw new CertificateException("too large");
        }
        byte[] content = Files.readAllBytes(file);
        if (!new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).contains("BEGIN CERTIFICATE")) {
            return List.of(); // the factory would take other formats, too
        }
        Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(content));
        return read.stream().map(X509Certificate.class::cast).toList();
    }

    private synchronized List<X509Certificate> system() {
        if (system == null) {
            system = bundled().or(Trust::stored).orElseGet(Trust::builtIn);
        }
        return system;
    }

    private Optional<List<X509Certificate>> bundled() {
        return bundles.stream().map(Trust::bundle).filter(found -> !found.isEmpty()).findFirst();
    }

    private static List<X509Certificate> bundle(Path file) {
        try {
            return Files.isReadable(file) ? read(file) : List.of();
        } catch (IOException | CertificateException _) {
            return List.of();
        }
    }

    private static Optional<List<X509Certificate>> stored() {
        return SYSTEM_STORES.stream().map(Trust::store).filter(found -> !found.isEmpty()).findFirst();
    }

    private static List<X509Certificate> store(String type) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            return anchors(store);
        } catch (GeneralSecurityException | IOException _) { // another system's
            return List.of();
        }
    }

    private static List<X509Certificate> builtIn() {
        try {
            return anchors(null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificates are trusted", e);
        }
    }

    /// What a store trusts, or Java's own one without one.
    private static List<X509Certificate> anchors(@Nullable KeyStore store) throws GeneralSecurityException {
        return List.of(manager(store).getAcceptedIssuers());
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("PKIX without " + X509TrustManager.class.getSimpleName());
    }

    private static SSLContext context(List<X509Certificate> trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("ca" + i, trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new Dated(manager(store))}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }
}
