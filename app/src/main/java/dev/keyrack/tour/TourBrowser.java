package dev.keyrack.tour;

import dev.keyrack.authority.ReadyLine;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The browser of the person on the tour: it keeps the pages that Keyrack opens until the person turns to them.
final class TourBrowser implements Consumer<URI>, AutoCloseable {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    private final BlockingQueue<URI> opened = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @Override
    public void accept(URI page) {
        opened.add(page);
    }

    /// Signs in on the page that was opened last, allows what it asks for, and goes where it leads.
    void allow(ReadyLine line) {
        URI page = page();
        HttpResponse<String> form = send(HttpRequest.newBuilder(page).build());
        Matcher ticket = TICKET.matcher(form.body());
        if (form.statusCode() != 200 || !ticket.find()) {
            throw new StepFailed("a page that asks for consent, but it was " + form.statusCode());
        }
        String cookie = form.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        HttpResponse<String> decided;
        try (Secret password = line.password()) {
            String fields = Map.of("ticket", ticket.group(1), "email", line.email(), "password", password.reveal(),
                    "decision", "allow").entrySet().stream()
                    .map(field -> field.getKey() + "="
                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            decided = send(HttpRequest.newBuilder(page.resolve(page.getPath())).header("Cookie", cookie)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields)).build());
        }
        URI back = decided.headers().firstValue("Location").map(URI::create)
                .orElseThrow(() -> new StepFailed("a way back, but it was " + decided.statusCode()));
        send(HttpRequest.newBuilder(back).build());
    }

    private URI page() {
        try {
            URI page = opened.poll(30, TimeUnit.SECONDS);
            if (page == null) {
                throw new StepFailed("a page in the browser");
            }
            return page;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("not to be interrupted");
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StepFailed("a page, but: " + e.getMessage());
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
