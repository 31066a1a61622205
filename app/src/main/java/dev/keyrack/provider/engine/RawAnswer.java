package dev.keyrack.provider.engine;

import dev.keyrack.shared.result.Call;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;

/// An answer as it came.
final class RawAnswer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final URI uri;
    private final Call call;

    /// Takes over `body`.
    ///
    /// @param call the request and this answer's status
    RawAnswer(int status, HttpHeaders headers, byte[] body, URI uri, Call call) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.uri = uri;
        this.call = call;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    /// The bytes themselves, all zero once they were wiped.
    byte[] body() {
        return body;
    }

    URI uri() {
        return uri;
    }

    Call call() {
        return call;
    }

    void wipe() {
        Arrays.fill(body, (byte) 0);
    }
}
