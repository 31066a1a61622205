package dev.keyrack.authority.oauth;

import dev.keyrack.authority.http.Request;

/// Where this server is, as the client reached it; the server has made sure that it is loopback and its own port.
final class Addresses {
    private Addresses() {
    }

    static String base(Request request) {
        return "http://" + request.header("host").orElse("127.0.0.1");
    }
}
