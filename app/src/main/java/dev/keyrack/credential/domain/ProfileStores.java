package dev.keyrack.credential.domain;

import dev.keyrack.audit.domain.Journal;
import dev.keyrack.key.domain.Inventory;
import dev.keyrack.profile.domain.ProfileRepository;

/// Where a profile and all that belongs to it is kept.
///
/// @param profiles  the profiles themselves
/// @param keychain  what they sign in with
/// @param inventory what is known of their keys
/// @param journal   what was done to them
public record ProfileStores(ProfileRepository profiles, Keychain keychain, Inventory inventory, Journal journal) {}
