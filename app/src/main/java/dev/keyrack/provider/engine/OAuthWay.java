package dev.keyrack.provider.engine;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.OAuth;
import dev.keyrack.provider.engine.Descriptor.OAuthGrant;
import dev.keyrack.provider.engine.OAuthServer.Answered;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// OAuth 2.0: by a person's consent in the browser with PKCE (RFC 6749, RFC 7636, RFC 8252) or on another device (RFC
/// 8628), or by the client's own credentials.
final class OAuthWay implements WayIn {
    /// What a person is needed for, in failures.
    static final String CONSENT = "consent in the browser";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final OAuth oauth;
    private final Engine engine;
    private final OAuthServer server;

    OAuthWay(Auth auth, Engine engine, SessionStore store) {
        this.oauth = auth.oauth().orElseThrow();
        this.engine = engine;
        this.server = new OAuthServer(oauth, engine, store);
    }

    @Override
    public boolean needsPerson() {
        return oauth.grant() != OAuthGrant.CLIENT_CREDENTIALS;
    }

    @Override
    public Begun signIn(Optional<String> code) throws CallFailed {
        if (needsPerson() && !engine.attendant().isThere()) {
            throw new CallFailed(new Failure.SignInNeeded(engine.profile().name().value()));
        }
        return switch (oauth.grant()) {
            case AUTHORIZATION_CODE -> inBrowser();
            case DEVICE_CODE -> new DeviceWay(engine, server).signIn();
            case CLIENT_CREDENTIALS -> {
                try (Answered answered = server.ask(new ClientCredentialsGrant(), new SecretSlots())) {
                    yield server.begun(answered, Optional.empty());
                }
            }
        };
    }

    private Begun inBrowser() throws CallFailed {
        URI authorize = server.endpoint(oauth.authorizeUrl());
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();
        try (Callback callback = Callback.open(state)) {
            AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(ResponseType.CODE,
                    server.clientId()).endpointURI(authorize).redirectionURI(callback.address()).state(state)
                    .scope(server.scope()).codeChallenge(verifier, CodeChallengeMethod.S256);
            server.extra().forEach(request::customParameter);
            AuthorizationResponse response = consent(request.build().toURI(), callback);
            requireIssuer(response, authorize);
            if (!response.indicatesSuccess()) {
                throw refused(response.toErrorResponse().getErrorObject(), authorize);
            }
            AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                    response.toSuccessResponse().getAuthorizationCode(), callback.address(), verifier);
            try (Answered answered = server.ask(grant, new SecretSlots())) {
                return server.begun(answered, Optional.empty());
            }
        }
    }

    private AuthorizationResponse consent(URI page, Callback callback) throws CallFailed {
        try (Attendant.Waiting _ = engine.attendant().browse(engine.profile(), page, callback::cancel)) {
            return callback.await(PATIENCE).orElseThrow(() -> new CallFailed(new Failure.Declined(CONSENT)));
        }
    }

    /// An answer that another server has given is not for this one (RFC 9207).
    private void requireIssuer(AuthorizationResponse response, URI authorize) throws CallFailed {
        if (response.getIssuer() == null) {
            return;
        }
        String sent = response.getIssuer().getValue();
        boolean isOurs = oauth.issuer().isEmpty()
                ? isSameOrigin(sent, authorize)
                : server.endpoint(oauth.issuer()).toString().equals(sent);
        if (!isOurs) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.UNEXPECTED, "the sign-in was answered by another server",
                    call(authorize, "")));
        }
    }

    private static boolean isSameOrigin(String sent, URI authorize) {
        try {
            return Exchanger.isSameOrigin(URI.create(sent), authorize);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private CallFailed refused(ErrorObject error, URI authorize) {
        if (OAuth2Error.ACCESS_DENIED.getCode().equals(error.getCode())) {
            return new CallFailed(new Failure.Declined(CONSENT));
        }
        String said = error.getDescription() == null
                ? String.valueOf(error.getCode())
                : error.getCode() + ": " + error.getDescription();
        return new CallFailed(
                new Failure.Rejected(call(authorize, new Redactor(List.of()).clean(said, List.of()))));
    }

    private Call call(URI authorize, String said) {
        return new Call("GET", authorize.getRawPath(), OptionalInt.empty(), said, engine.clock().instant(),
                Duration.ZERO);
    }

    @Override
    public Optional<Session> renew(Session old) throws CallFailed {
        if (old.renewal().isEmpty()) {
            return Optional.empty();
        }
        Secret renewal = old.renewal().get();
        SecretSlots slots = new SecretSlots().with("refreshToken", renewal);
        RefreshToken standIn = new RefreshToken(slots.variables().getOrDefault("refreshToken", ""));
        try (Answered answered = server.ask(new RefreshTokenGrant(standIn), slots)) {
            return OAuth2Error.INVALID_GRANT.getCode().equals(answered.error())
                    ? Optional.empty()
                    : Optional.of(server.begun(answered, old.renewal()).session());
        }
    }

    @Override
    public boolean end(Session session) throws CallFailed {
        return server.revoke(session);
    }
}
