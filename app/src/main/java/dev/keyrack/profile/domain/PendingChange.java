package dev.keyrack.profile.domain;

/// A profile was changed, and what belongs to it elsewhere has yet to follow: its history, its credential, its session.
///
/// @param from           the name it had
/// @param to             the name it has; may be the same
/// @param formerProvider id of the provider it had
public record PendingChange(ProfileName from, ProfileName to, String formerProvider) {}
