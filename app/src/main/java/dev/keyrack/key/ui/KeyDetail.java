package dev.keyrack.key.ui;

import java.util.List;
import java.util.Optional;

/// All that the detail shows of one key: finished texts.
///
/// @param note     stands beside the status, such as `expires in 10 days`
/// @param values   what the value looks like: hint, id, fingerprint
/// @param scopes   literal scopes
/// @param scopesOf such as `3 of 7`
/// @param edit     why it cannot be edited; empty if it can
/// @param toggle   why it cannot be switched off or on; empty if it can
/// @param enabled  whether it is switched on
/// @param revoke   why it cannot be revoked; empty if it can
record KeyDetail(String id, String name, StatusLook look, String status, String note, List<Fact> values,
        List<String> scopes, String scopesOf, List<Fact> dates, Optional<Advice> advice, String edit, String toggle,
        boolean enabled, String revoke) {
    /// A name and what it stands for.
    ///
    /// @param rest   said more quietly behind it
    /// @param tone   `plain`, `mono` or `warning`
    /// @param hover  said on hover, such as the same in UTC; may be empty
    record Fact(String name, String text, String rest, String tone, String hover) {}

    /// What the user should know about the key.
    record Advice(String sentence, String rest) {}
}
