package dev.keyrack.bootstrap;

/// What Java's network has to know before it is first used.
final class NetworkDefaults {
    private NetworkDefaults() {
    }

    /// Asks for the system's proxies, and lets a user name and password go to a proxy ahead of a tunnel: Java keeps them
    /// back by default (JDK-8210814), and most company proxies know nothing else. What the user has set stays.
    static void apply() {
        setIfMissing("java.net.useSystemProxies", "true");
        setIfMissing("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private static void setIfMissing(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
