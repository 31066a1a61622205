package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Client;
import dev.keyrack.authority.core.Core;
import dev.keyrack.authority.core.Digest;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Json;
import dev.keyrack.authority.http.Request;
import dev.keyrack.shared.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// An authorization server over the accounts of one system: OAuth 2.0 with PKCE, device codes, revocation and
/// introspection. Its paths need no credential in front: each endpoint checks its own.
public final class OAuthServer {
    private static final List<String> LOOPBACK = List.of("http://127.0.0.1", "http://[::1]", "http://localhost");
    /// Where programs on this machine listen for the code.
    private static final List<String> LISTENERS = List.of("/callback", "/oauth/callback", "/");

    /// One path.
    ///
    /// @param method method
    /// @param path   path
    /// @param action what it does
    public record Route(String method, String path, Function<Request, Answer> action) {}

    private final Scopes scopes;
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;
    private final DeviceEndpoint device;
    private final TokenFacts facts;

    /// @param meanings what each scope lets an application do, in words for people
    public OAuthServer(Core core, SequencedMap<String, String> meanings) {
        Pages pages = new Pages(core.traits().name(), meanings);
        ClientCheck clients = new ClientCheck(core);
        this.scopes = new Scopes(meanings);
        this.authorize = new AuthorizeEndpoint(core, scopes, pages);
        this.token = new TokenEndpoint(core, scopes, clients);
        this.device = new DeviceEndpoint(core, scopes, pages, clients);
        this.facts = new TokenFacts(core, clients);
    }

    /// All paths.
    public List<Route> routes() {
        return List.of(new Route("GET", AuthorizeEndpoint.PATH, authorize::show),
                new Route("POST", AuthorizeEndpoint.PATH, authorize::decide),
                new Route("POST", TokenEndpoint.PATH, token::give),
                new Route("POST", DeviceEndpoint.PATH, device::begin),
                new Route("GET", DeviceEndpoint.PATH, device::show),
                new Route("POST", DeviceEndpoint.CODE_PATH, device::code),
                new Route("POST", DeviceEndpoint.CONSENT_PATH, device::consent),
                new Route("POST", TokenFacts.REVOKE_PATH, facts::revoke),
                new Route("POST", TokenFacts.INTROSPECT_PATH, facts::introspect),
                new Route("GET", "/.well-known/oauth-authorization-server", this::metadata));
    }

    /// Registers a program on this machine that keeps a secret and may use every grant type.
    ///
    /// @return its secret; the caller closes it
    public static Secret registerConfidential(Core core, String id, String name) {
        Secret fresh = Secrets.fresh(core);
        core.grants().register(new Client(id, name, Optional.of(Digest.of(fresh)), loopback(),
                List.of(TokenEndpoint.CODE, TokenEndpoint.REFRESH, TokenEndpoint.CREDENTIALS,
                        DeviceEndpoint.GRANT_TYPE)));
        return fresh;
    }

    /// Registers a program on this machine that cannot keep a secret.
    public static void registerPublic(Core core, String id, String name) {
        core.grants().register(new Client(id, name, Optional.empty(), loopback(),
                List.of(TokenEndpoint.CODE, TokenEndpoint.REFRESH, DeviceEndpoint.GRANT_TYPE)));
    }

    private static List<String> loopback() {
        return LOOPBACK.stream().flatMap(host -> LISTENERS.stream().map(path -> host + path)).toList();
    }

    /// RFC 8414.
    private Answer metadata(Request request) {
        String base = Addresses.base(request);
        List<String> authentication = List.of("client_secret_basic", "client_secret_post", "none");
        var body = Json.object().put("issuer", base).put("authorization_endpoint", base + AuthorizeEndpoint.PATH)
                .put("token_endpoint", base + TokenEndpoint.PATH)
                .put("device_authorization_endpoint", base + DeviceEndpoint.PATH)
                .put("revocation_endpoint", base + TokenFacts.REVOKE_PATH)
                .put("introspection_endpoint", base + TokenFacts.INTROSPECT_PATH);
        body.set("scopes_supported", Json.texts(List.copyOf(scopes.meanings().keySet())));
        body.set("response_types_supported", Json.texts(List.of("code")));
        body.set("grant_types_supported", Json.texts(List.of(TokenEndpoint.CODE, TokenEndpoint.REFRESH,
                TokenEndpoint.CREDENTIALS, DeviceEndpoint.GRANT_TYPE)));
        body.set("token_endpoint_auth_methods_supported", Json.texts(authentication));
        body.set("revocation_endpoint_auth_methods_supported", Json.texts(authentication));
        body.set("introspection_endpoint_auth_methods_supported", Json.texts(authentication.subList(0, 2)));
        body.set("code_challenge_methods_supported", Json.texts(List.of(Pkce.METHOD)));
        return Answer.ok(body);
    }
}
