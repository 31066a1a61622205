package dev.keyrack.bootstrap;

import dev.keyrack.credential.domain.Attendant;
import dev.keyrack.credential.domain.PassphraseSource;

/// What the user decides before anything is opened.
///
/// @param paths            where files are
/// @param passphrases      who is asked for the encrypted file's passphrase
/// @param isPassphraseFileGiven whether the passphrase is in a file, which also asks for the encrypted file where the
///                         operating system has a keyring
/// @param attendant        who is asked and shown what only a person can do
public record Settings(AppPaths paths, PassphraseSource passphrases, boolean isPassphraseFileGiven,
        Attendant attendant) {}
