package dev.keyrack.provider.engine;

import java.net.http.HttpRequest;
import java.util.Arrays;

/// A request that is ready to be sent. Not kept: its headers hold a credential. Closing it wipes the body.
final class Outgoing implements AutoCloseable {
    private final HttpRequest http;
    private final Wire.Shown shown;
    private final byte[] body;

    /// Takes over `body`, which `http` sends.
    Outgoing(HttpRequest http, Wire.Shown shown, byte[] body) {
        this.http = http;
        this.shown = shown;
        this.body = body;
    }

    HttpRequest http() {
        return http;
    }

    Wire.Shown shown() {
        return shown;
    }

    @Override
    public void close() {
        Arrays.fill(body, (byte) 0);
    }
}
