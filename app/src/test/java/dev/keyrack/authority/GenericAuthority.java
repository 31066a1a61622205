package dev.keyrack.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The generic system on a folder, with an HTTP client, an OAuth client and a browser that keeps one page for it.
final class GenericAuthority implements AutoCloseable {
    static final String REDIRECT = "http://127.0.0.1:53123/callback";
    static final String PUBLIC = "keyrack-desktop";
    /// RFC 7636 appendix B.
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    /// A page that a browser shows.
    ///
    /// @param reply  what the server sent
    /// @param ticket the ticket of its form; empty if it has no form
    /// @param cookie the cookie that came with it
    record Page(Reply reply, String ticket, String cookie) {
        static Page of(Reply reply) {
            Matcher matcher = TICKET.matcher(reply.text());
            String set = reply.header("Set-Cookie");
            return new Page(reply, matcher.find() ? matcher.group(1) : "", set.isEmpty() ? "" : set.split(";", 2)[0]);
        }
    }

    final MovableClock clock;
    private final TestAuthority server;

    GenericAuthority(Path home, Plan plan, Sample sample) {
        this.server = TestAuthority.of("generic", plan, home, sample);
        this.clock = server.clock;
    }

    static GenericAuthority empty(Path home) {
        return new GenericAuthority(home, Plan.ENTERPRISE, new Sample.None());
    }

    void restart() {
        server.restart();
    }

    ReadyLine ready() {
        return server.ready();
    }

    Path home() {
        return server.home();
    }

    String base() {
        return server.uri("");
    }

    String email() {
        return ready().email();
    }

    String password() {
        return server.password();
    }

    /// `api_key`, `client_id` or `client_secret`.
    String given(String name) {
        return server.given(name);
    }

    Reply send(HttpRequest.Builder request) {
        return server.exchange(request.build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path));
    }

    /// Sends a request to the API; the body is JSON, `'` stands for `"`. Headers are names and values in turn.
    Reply api(String method, String path, String credential, String body, String... headers) {
        HttpRequest.Builder request = request(path);
        if (!credential.isEmpty()) {
            request.header("Authorization", "Bearer " + credential);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(body.isEmpty()
                ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").method(method,
                        HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Reply get(String path, String credential, String... headers) {
        return api("GET", path, credential, "", headers);
    }

    /// The status of `GET /v1/users` with the credential: the shortest way to see whether it works.
    int users(String credential) {
        return get("/v1/users", credential).status();
    }

    /// Sends a form of `name=value` texts, unencoded. A text that begins with `Cookie:` or `Authorization:` is a header.
    Reply form(String path, String... fields) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        Arrays.stream(fields).filter(GenericAuthority::isHeader)
                .forEach(field -> request.header(field.substring(0, field.indexOf(':')),
                        field.substring(field.indexOf(':') + 1)));
        return send(request.POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /// The query of an authorization request.
    String authorizePath(String... fields) {
        return "/oauth/authorize?" + encoded(fields);
    }

    /// The documented authorization request of the confidential client.
    String documented() {
        return authorizePath("client_id=" + given("client_id"), "redirect_uri=" + REDIRECT, "response_type=code",
                "scope=read write", "state=xyz");
    }

    /// The one of the public client.
    String withPkce(String scope) {
        return authorizePath("client_id=" + PUBLIC, "redirect_uri=" + REDIRECT, "response_type=code", "scope=" + scope,
                "state=xyz", "code_challenge=" + CHALLENGE, "code_challenge_method=S256");
    }

    Page open(String path) {
        return Page.of(get(path, ""));
    }

    /// Sends the form of a page as its browser would, signed in.
    Reply decide(Page page, String path, String decision) {
        return form(path, "ticket=" + page.ticket(), "email=" + email(), "password=" + password(),
                "decision=" + decision, "Cookie:" + page.cookie());
    }

    /// Goes through the page at `path` and gives the code.
    String code(String path) {
        Reply reply = decide(open(path), "/oauth/authorize", "allow");
        assertThat(reply.status()).as(reply.text()).isEqualTo(302);
        return parameter(reply, "code");
    }

    /// The documented token exchange.
    Reply exchange(String code) {
        return form("/oauth/token", "grant_type=authorization_code", "code=" + code, "redirect_uri=" + REDIRECT,
                "client_id=" + given("client_id"), "client_secret=" + given("client_secret"));
    }

    /// The tokens of the documented flow.
    Reply tokens() {
        Reply reply = exchange(code(documented()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    /// The tokens of the public client.
    Reply publicTokens(String scope) {
        Reply reply = form("/oauth/token", "grant_type=authorization_code", "code=" + code(withPkce(scope)),
                "redirect_uri=" + REDIRECT, "client_id=" + PUBLIC, "code_verifier=" + VERIFIER);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    Reply refreshed(String refreshToken) {
        return form("/oauth/token", "grant_type=refresh_token", "refresh_token=" + refreshToken, "client_id=" + PUBLIC);
    }

    /// `Authorization: Basic` of the confidential client, as a field of [#form].
    String basic() {
        return "Authorization:Basic " + Base64.getEncoder().encodeToString(
                (given("client_id") + ":" + given("client_secret")).getBytes(StandardCharsets.UTF_8));
    }

    /// A parameter of the address that an answer sends the browser to, decoded.
    static String parameter(Reply reply, String name) {
        String query = URI.create(reply.header("Location")).getRawQuery();
        return Arrays.stream(query.split("&", -1)).filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst().orElse("");
    }

    @Override
    public void close() {
        server.close();
    }

    private static String encoded(String... fields) {
        return Arrays.stream(fields).filter(field -> !isHeader(field)).map(field -> {
            int equals = field.indexOf('=');
            return field.substring(0, equals) + "="
                    + URLEncoder.encode(field.substring(equals + 1), StandardCharsets.UTF_8);
        }).collect(Collectors.joining("&"));
    }

    private static boolean isHeader(String field) {
        return field.startsWith("Cookie:") || field.startsWith("Authorization:");
    }
}
