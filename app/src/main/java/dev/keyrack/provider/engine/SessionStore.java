package dev.keyrack.provider.engine;

import dev.keyrack.credential.domain.CredentialNames;
import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.KeychainException;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.engine.SecretSlots.Escape;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.secret.Secret;
import java.time.DateTimeException;
import java.time.Instant;
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

/// A profile's credential and session in the keychain.
final class SessionStore {
    private static final String TOKEN = "/access_token";
    private static final String RENEWAL = "/refresh_token";
    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()).build();

    private final Keychain keychain;
    private final Profile profile;

    SessionStore(Keychain keychain, Profile profile) {
        this.keychain = keychain;
        this.profile = profile;
    }

    /// The password or key; the caller closes it.
    Secret credential() throws CallFailed {
        try {
            return keychain.load(CredentialNames.credential(profile.name())).map(Secret::wrap).orElseThrow(
                    () -> new CallFailed(new Failure.NoCredential(profile.name().value())));
        } catch (KeychainException e) {
            throw new CallFailed(e.asFailure());
        }
    }

    /// The session that was kept last; the caller closes it. One of another address or account does not count: its
    /// token must not be sent here.
    Optional<Session> load() throws CallFailed {
        byte[] stored = read();
        try (AnswerReader.Parsed parsed = new AnswerReader(8).read(stored, List.of(TOKEN, RENEWAL), List.of())) {
            if (!(parsed.tree() instanceof Map<?, ?> members) || !isOurs(members)) {
                return Optional.empty();
            }
            Instant since = Values.instant(members.get("since")).orElse(Instant.EPOCH);
            Optional<Instant> until = Values.instant(members.get("until"));
            return parsed.take(TOKEN).map(token -> new Session(token, parsed.take(RENEWAL), since, until));
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
                && profile.provider().equals(members.get("provider"));
    }

    /// Keeps `session`, which stays the caller's.
    void store(Session session) throws CallFailed {
        SecretSlots slots = new SecretSlots().with("token", session.token());
        session.renewal().ifPresent(renewal -> slots.with("renewal", renewal));
        Map<String, @Nullable String> nonces = new LinkedHashMap<>(slots.variables());
        Map<String, @Nullable String> members = new LinkedHashMap<>();
        members.put("provider", profile.provider());
        members.put("address", profile.baseUrl().toString());
        members.put("account", profile.account().orElse(""));
        members.put("since", session.since().toString());
        members.put("until", session.until().map(Instant::toString).orElse(null));
        members.put("access_token", nonces.get("token"));
        members.put("refresh_token", nonces.get("renewal"));
        byte[] written = slots.fill(JSON.writeValueAsBytes(members), Escape.JSON);
        try {
            keychain.store(CredentialNames.session(profile.name()), written);
        } catch (KeychainException e) {
            throw new CallFailed(e.asFailure());
        } finally {
            Arrays.fill(written, (byte) 0);
        }
    }
}
