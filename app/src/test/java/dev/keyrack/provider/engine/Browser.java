package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A person with a browser: goes to pages, follows redirects, remembers what came.
final class Browser implements Attendant, AutoCloseable {
    final List<URI> opened = new ArrayList<>();
    final List<String> codes = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<Integer> statuses = new ArrayList<>();
    String lastBody = "";
    int closed;
    /// What the person does with a page that is opened: the addresses that they go to.
    Function<URI, List<URI>> habit = List::of;
    /// Whether they give up as soon as something is shown.
    boolean givesUp;
    Optional<String> answer = Optional.empty();
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Optional<Secret> secret(Profile profile, String label) {
        asked.add(label);
        return answer.map(text -> Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Waiting browse(Profile profile, URI page, Runnable cancel) {
        opened.add(page);
        if (!givesUp) {
            habit.apply(page).forEach(this::go);
        }
        cancel.run(); // nothing more comes; an answer that has come counts all the same
        return () -> closed++;
    }

    private void go(URI page) {
        try {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(page).build(),
                    HttpResponse.BodyHandlers.ofString());
            statuses.add(response.statusCode());
            lastBody = response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Waiting enterCode(Profile profile, String userCode, URI page, Runnable cancel) {
        opened.add(page);
        codes.add(userCode);
        if (givesUp) {
            cancel.run();
        }
        return () -> closed++;
    }

    @Override
    public Waiting pause(Profile profile, Instant until, Runnable cancel) {
        return () -> {
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
