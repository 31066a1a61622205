package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.Keychain;
import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.incident.domain.ProofOfDeath;
import dev.keyrack.incident.domain.Revocation;
import dev.keyrack.key.domain.KeyService;
import dev.keyrack.profile.domain.Interlock;
import dev.keyrack.provider.domain.ProviderCatalog;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.twofactor.domain.TwoFactorService;
import java.time.InstantSource;

/// The use cases of one installation, ready to be used. Each is made when it is first asked for. Any thread.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if local storage cannot be opened.
public interface Services extends AutoCloseable {
    /// Where files are.
    AppPaths paths();

    /// The time.
    InstantSource clock();

    /// The providers that are known.
    ProviderCatalog catalog();

    /// Where credentials are kept. Choosing one may take a second.
    Keychain keychain();

    /// Profiles and their credentials.
    ProfileService profiles();

    /// Keys.
    KeyService keys();

    /// Keeps production profiles read-only until somebody arms them.
    Interlock interlock();

    /// Ending keys.
    Revocation revocation();

    /// Proving that they are dead.
    ProofOfDeath proof();

    /// The second factor of accounts.
    TwoFactorService twoFactor();

    /// The place for a new secret that `target` names, such as `file:PATH`.
    ///
    /// @param keyName name of the key, or of the variable that its provider's documents use; a variable takes its name
    ///                from there if `target` gives none
    /// @return `InvalidInput` if there is no such kind of place, `Unsupported` if this computer does not have it
    Outcome<HandOver> handOver(String target, String keyName);

    /// Ends connections and closes local storage.
    @Override
    void close();
}
