package dev.keyrack.authority.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where authorization codes and device codes are kept, by their digests. Each change is durable when the call returns.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface CodeStore {
    /// What an authorization code stands for.
    ///
    /// @param clientId    the application that it was given to
    /// @param accountId   who allowed it
    /// @param redirectUri where it was sent
    /// @param scopes      what was allowed
    /// @param challenge   the PKCE challenge (S256) that came with the request
    record Code(String clientId, String accountId, String redirectUri, List<String> scopes,
            Optional<String> challenge) {}

    /// What came of redeeming a code.
    sealed interface Redemption {
        /// It was good and is used up now.
        ///
        /// @param code what it stands for
        record Redeemed(Code code) implements Redemption {}

        /// No such code of this application, or it has run out.
        record Unknown() implements Redemption {}

        /// It was used before; what came from it the first time was ended just now.
        record Reused() implements Redemption {}
    }

    /// What a device asks for.
    ///
    /// @param clientId the application on the device
    /// @param scopes   what it asks for
    record Device(String clientId, List<String> scopes) {}

    /// What a device learns when it asks whether somebody has decided.
    sealed interface Poll {
        /// Nobody has decided.
        record Pending() implements Poll {}

        /// Nobody has decided, and it asks too often.
        record TooFast() implements Poll {}

        /// Somebody said no.
        record Refused() implements Poll {}

        /// Nobody decided in time.
        record Expired() implements Poll {}

        /// No such code of this application, or its tokens were fetched.
        record Unknown() implements Poll {}

        /// Somebody said yes; the code is used up now.
        ///
        /// @param device    what was asked for
        /// @param accountId who said yes
        record Allowed(Device device, String accountId) implements Poll {}
    }

    /// Adds an authorization code.
    void addCode(Digest digest, Code code, Instant expiresAt);

    /// Uses a code up, on behalf of the grant that shall come from it.
    Redemption redeem(Digest digest, String clientId, String grantId, Instant now);

    /// Adds a device code.
    ///
    /// @param seconds how long the device has to wait between two questions
    void addDevice(Digest deviceCode, Digest userCode, Device device, Instant expiresAt, int seconds);

    /// What the device with the user code asks for, if nobody has decided and there is still time.
    Optional<Device> undecided(Digest userCode, Instant now);

    /// Decides for the device with the user code.
    ///
    /// @param accountId who says yes; empty for a no
    /// @return false if it was decided before, or there is no time left
    boolean decide(Digest userCode, Optional<String> accountId, Instant now);

    /// Answers a device.
    Poll poll(Digest deviceCode, String clientId, Instant now);

    /// Forgets what ran out before `then`.
    void purge(Instant then);
}
