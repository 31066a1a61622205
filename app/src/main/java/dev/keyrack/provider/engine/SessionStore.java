package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.Descriptor.Auth;
import dev.keyrack.provider.engine.Descriptor.ExtraCredential;
import dev.keyrack.provider.engine.SecretSlots.Escape;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A profile's secrets and session in the keychain, as one of the descriptor's ways of signing in needs them.
final class SessionStore {
    private static final String TOKEN = "/access_token";
    private static final String RENEWAL = "/refresh_token";
    private static final String COOKIES = "/cookies";
    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()).build();

    private final Keychain keychain;
    private final Profile profile;
    private final Descriptor descriptor;
    private final String way;
    private final String name;

    /// For the way in which the profile signs in.
    ///
    /// @param way its name
    SessionStore(Keychain keychain, Profile profile, Descriptor descriptor, String way) {
        this(keychain, profile, descriptor, way, way);
    }

    private SessionStore(Keychain keychain, Profile profile, Descriptor descriptor, String way, String name) {
        this.keychain = keychain;
        this.profile = profile;
        this.descriptor = descriptor;
        this.way = way;
        this.name = name;
    }

    /// For another of the descriptor's ways, which an operation uses.
    SessionStore of(String other) {
        return new SessionStore(keychain, profile, descriptor, way, other);
    }

    /// Whether sessions are kept in the keychain: those of the profile's own sign-in are.
    boolean isKept() {
        return name.equals(way);
    }

    /// The password or key; the caller closes it. Another way than the profile's has the further secret that is called
    /// like it, else the profile's own one.
    ///
    /// @throws CallFailed if there is none
    Secret credential() throws CallFailed {
        if (isKept()) {
            return required(CredentialNames.credential(profile.name()));
        }
        Auth own = descriptor.authNamed(way);
        if (own.more().stream().anyMatch(extra -> extra.name().equals(name))) {
            return required(CredentialNames.extra(profile.name(), name));
        }
        if (descriptor.signIn().contains(name)) { // its secret is another one: it must not get this profile's
            throw new CallFailed(new Failure.Unsupported("sign_in",
                    "Only a profile that signs in by “" + descriptor.authNamed(name).shownAs() + "” can do this."));
        }
        return required(CredentialNames.credential(profile.name()));
    }

    /// The same; empty if there is none.
    Optional<Secret> credentialIfAny() throws CallFailed {
        try {
            return Optional.of(credential());
        } catch (CallFailed failed) {
            if (failed.failure() instanceof Failure.NoCredential) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /// A further secret of this way or of the profile's; the caller closes it.
    Secret extra(String wanted) throws CallFailed {
        return required(CredentialNames.extra(profile.name(), wanted));
    }

    /// The names of the further secrets that this way can use.
    List<String> extras() {
        List<ExtraCredential> all = new ArrayList<>(descriptor.authNamed(name).more());
        all.addAll(descriptor.authNamed(way).more());
        return all.stream().map(ExtraCredential::name).distinct().toList();
    }

    /// The shared key of the second factor as an `otpauth:` URI, if the user wants it kept; the caller closes it.
    Optional<Secret> totp() throws CallFailed {
        try {
            return isKept() ? keychain.load(CredentialNames.totp(profile.name())).map(Secret::wrap) : Optional.empty();
        } catch (KeychainException e) {
            throw new CallFailed(e.asFailure());
        }
    }

    private Secret required(String entry) throws CallFailed {
        try {
            return keychain.load(entry).map(Secret::wrap).orElseThrow(
                    () -> new CallFailed(new Failure.NoCredential(profile.name().value())));
        } catch (KeychainException e) {
            throw new CallFailed(e.asFailure());
        }
    }

    /// The session that was kept last; the caller closes it. One of another address, account, way or with other
    /// parameters does not count: its token must not be sent here.
    Optional<Session> load() throws CallFailed {
        byte[] stored = read();
        try (AnswerReader.Parsed parsed = new AnswerReader(8).read(stored, List.of(TOKEN, RENEWAL, COOKIES),
                List.of())) {
            if (!(parsed.tree() instanceof Map<?, ?> members) || !isOurs(members)) {
                return Optional.empty();
            }
            Instant since = Values.instant(members.get("since")).orElse(Instant.EPOCH);
            Optional<Instant> until = Values.instant(members.get("until"));
            return parsed.take(TOKEN)
                    .map(token -> new Session(token, parsed.take(RENEWAL), parsed.take(COOKIES), since, until));
        } catch (AnswerReader.Unreadable | DateTimeException _) { // it may be dropped at any time; so it is
            return Optional.empty();
        } finally {
            Arrays.fill(stored, (byte) 0);
        }
    }

    private byte[] read() throws CallFailed {
        try {
            return keychain.load(CredentialNames.session(profile.name())).orElse(new byte[0]);
        } catch (KeychainException e) {
            throw new CallFailed(e.asFailure());
        }
    }

    private boolean isOurs(Map<?, ?> members) {
        return profile.baseUrl().toString().equals(members.get("address"))
                && profile.account().orElse("").equals(members.get("account"))
                && profile.provider().equals(members.get("provider")) && way.equals(members.get("way"))
                && profile.parameters().equals(members.get("parameters"));
    }

    /// Keeps `session`, which stays the caller's, if sessions of this way are kept.
    void store(Session session) throws CallFailed {
        if (!isKept()) {
            return;
        }
        SecretSlots slots = new SecretSlots().with("token", session.token());
        session.renewal().ifPresent(renewal -> slots.with("renewal", renewal));
        session.cookies().ifPresent(cookies -> slots.with("cookies", cookies));
        Map<String, @Nullable String> nonces = new LinkedHashMap<>(slots.variables());
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("provider", profile.provider());
        members.put("address", profile.baseUrl().toString());
        members.put("account", profile.account().orElse(""));
        members.put("way", way);
        members.put("parameters", profile.parameters());
        members.put("since", session.since().toString());
        members.put("until", session.until().map(Instant::toString).orElse(null));
        members.put("access_token", nonces.get("token"));
        members.put("refresh_token", nonces.get("renewal"));
        members.put("cookies", nonces.get("cookies"));
        byte[] written = slots.fill(JSON.writeValueAsBytes(members), Escape.JSON);
        try {
            keychain.store(CredentialNames.session(profile.name()), written);
        } catch (KeychainException e) {
            throw new CallFailed(e.asFailure());
        } finally {
            Arrays.fill(written, (byte) 0);
        }
    }

    /// Drops what [#store] kept.
    void forget() throws CallFailed {
        try {
            if (isKept()) {
                keychain.delete(CredentialNames.session(profile.name()));
            }
        } catch (KeychainException e) {
            throw new CallFailed(e.asFailure());
        }
    }
}
