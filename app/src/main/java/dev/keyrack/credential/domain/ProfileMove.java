package dev.keyrack.credential.domain;

import dev.keyrack.key.domain.OpenGateways;
import dev.keyrack.profile.domain.PendingChange;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.domain.ProfileName;
import dev.keyrack.profile.domain.ProfileRepository;
import dev.keyrack.shared.result.StorageException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a changed profile and all that belongs to it elsewhere to the same state, in an order in which the program may
/// end after any step: until the profile is written, the former one is complete; from then on the new one can be
/// completed by whoever comes next.
///
/// 1. What it signs in with is staged in the keychain beside what is there.
/// 2. The profile is written, together with a note that the rest has to follow.
/// 3. The history takes the new name, the staged values take their places, the former name's are deleted.
/// 4. The note is crossed out, and what was staged is deleted.
final class ProfileMove {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileMove.class);
    private final ProfileStores stores;
    private final OpenGateways gateways;
    private final ProfileCheck check;

    ProfileMove(ProfileStores stores, OpenGateways gateways, ProfileCheck check) {
        this.stores = stores;
        this.gateways = gateways;
        this.check = check;
    }

    /// Names in the keychain of all that `profile` may have, as a profile of either provider.
    List<String> names(ProfileName profile, String provider, String formerProvider) {
        Collection<String> extras = Stream.concat(check.extras(provider).stream(),
                check.extras(formerProvider).stream()).distinct().sorted().toList();
        return CredentialNames.all(profile, extras);
    }

    /// Step 1.
    void stage(Keychain source, ProfileName sourceName, Profile before, Profile after) throws KeychainException {
        ProfileSecrets.copy(source, names(sourceName, after.provider(), before.provider()), stores.keychain(),
                staged(after, before.provider()));
    }

    /// Takes step 1 back.
    void unstage(String formerProvider, Profile after) {
        try {
            ProfileSecrets.delete(stores.keychain(), staged(after, formerProvider));
        } catch (KeychainException e) {
            LOG.warn("what was staged for {} is still there", after.name(), e); // the next change replaces it
        }
    }

    /// Steps 2 to 4, after step 1. Once the profile is written, what does not work is left for the next time.
    void commit(Profile before, Profile after) {
        stores.profiles().change(before, after);
        try {
            settle();
        } catch (StorageException e) {
            LOG.warn("the change of {} is not complete yet", after.name(), e);
        }
    }

    /// Steps 3 and 4 of whatever was not brought to its end.
    void settle() {
        stores.profiles().settle(new ProfileRepository.Rest() {
            @Override
            public boolean follow(PendingChange change) {
                try {
                    bringAlong(change);
                    return true;
                } catch (KeychainException | StorageException e) {
                    LOG.warn("the change of {} is not complete yet", change.to(), e);
                    return false;
                }
            }

            @Override
            public void followed(PendingChange change) {
                stores.profiles().find(change.to()).ifPresent(after -> unstage(change.formerProvider(), after));
            }
        });
    }

    private void bringAlong(PendingChange change) throws KeychainException {
        gateways.forget(change.from());
        gateways.forget(change.to());
        Optional<Profile> after = stores.profiles().find(change.to());
        if (after.isPresent()) { // else it was renamed once more, and that change brings its secrets along
            ProfileSecrets.copy(stores.keychain(), staged(after.get(), change.formerProvider()), stores.keychain(),
                    names(change.to(), after.get().provider(), change.formerProvider()));
        }
        if (stores.profiles().find(change.from()).isEmpty()) {
            stores.inventory().rename(change.from(), change.to());
            String provider = after.map(Profile::provider).orElse(change.formerProvider());
            ProfileSecrets.delete(stores.keychain(), names(change.from(), provider, change.formerProvider()));
        }
    }

    private List<String> staged(Profile profile, String formerProvider) {
        return names(profile.name(), profile.provider(), formerProvider).stream().map(CredentialNames::staged)
                .toList();
    }
}
