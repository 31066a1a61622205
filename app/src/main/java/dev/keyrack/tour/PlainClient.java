package dev.keyrack.tour;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Somebody's program that uses a key, and knows nothing of Keyrack.
final class PlainClient implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();

    /// Status of a GET with `key` as bearer.
    int get(String url, String key) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + key).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new StepFailed("an answer, but: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("not to be interrupted");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
