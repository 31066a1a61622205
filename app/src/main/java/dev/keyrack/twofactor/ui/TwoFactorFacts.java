package dev.keyrack.twofactor.ui;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.Capability;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.provider.domain.Support;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.time.TimeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What is known of the account and its second factor, in words.
final class TwoFactorFacts {
    private static final int FEW = 2;

    private final @Nullable Profile profile;
    private final @Nullable Provider provider;
    private final AccountTwoFactor.@Nullable Status status;
    private final boolean isKept;
    private final TimeText times;
    private final Messages messages;

    TwoFactorFacts(@Nullable Profile profile, @Nullable Provider provider, AccountTwoFactor.@Nullable Status status,
            boolean isKept, TimeText times, Messages messages) {
        this.profile = profile;
        this.provider = provider;
        this.status = status;
        this.isKept = isKept;
        this.times = times;
        this.messages = messages;
    }

    /// What the page is about; empty without a profile.
    String subtitle() {
        return profile == null ? "" : messages.get("twofactor.subtitle", account(), provider());
    }

    String account() {
        return profile == null ? "" : profile.account().orElse(profile.name().value());
    }

    String profileName() {
        return profile == null ? "" : profile.name().value();
    }

    String provider() {
        return provider == null ? "" : provider.name();
    }

    /// Why the provider cannot.
    String reason() {
        return support() instanceof Support.No(var reason) && !reason.isEmpty()
                ? reason
                : messages.get("twofactor.cannot.why", provider());
    }

    /// What to do in the provider's console.
    List<String> steps() {
        return support() instanceof Support.ConsoleOnly(var steps, _) ? steps : List.of();
    }

    /// Where the console is, with the profile's own parameters in it; empty if nobody knows.
    String link() {
        String link = support() instanceof Support.ConsoleOnly(_, var address) ? address : "";
        if (profile != null) {
            for (var parameter : profile.parameters().entrySet()) {
                link = link.replace("{" + parameter.getKey() + "}", parameter.getValue());
            }
        }
        return link;
    }

    private Support support() {
        return provider == null ? new Support.No("") : provider.support(Capability.TWO_FACTOR);
    }

    /// Whether a key was handed out that nobody proved.
    boolean isPending() {
        return status != null && status.pending().orElse(false);
    }

    /// Such as `since 22 Nov, 12:00`.
    String since() {
        return Optional.ofNullable(status).flatMap(AccountTwoFactor.Status::enabledAt)
                .map(at -> messages.get("twofactor.on.since", times.moment(at)))
                .orElseGet(() -> messages.get("twofactor.on.since-unknown"));
    }

    String codesLeft() {
        OptionalInt left = left();
        return left.isPresent()
                ? messages.get("twofactor.on.codes", left.getAsInt())
                : messages.get("twofactor.on.codes-unknown", provider());
    }

    /// Whether so few backup codes are left that somebody should make new ones.
    boolean hasFewCodes() {
        return left().isPresent() && left().getAsInt() <= FEW;
    }

    private OptionalInt left() {
        return status == null ? OptionalInt.empty() : status.backupCodesLeft();
    }

    /// Whether Keyrack fills in the codes.
    boolean isKept() {
        return isKept;
    }
}
