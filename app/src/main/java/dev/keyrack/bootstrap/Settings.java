package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.PassphraseSource;

/// What the user decides before anything is opened.
///
/// @param paths       where files are
/// @param passphrases who is asked for the encrypted file's passphrase
public record Settings(AppPaths paths, PassphraseSource passphrases) {}
