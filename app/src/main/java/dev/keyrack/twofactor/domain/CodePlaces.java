package dev.keyrack.twofactor.domain;

import dev.keyrack.reveal.domain.HandOver;

/// The places that backup codes can go to from the desktop.
public interface CodePlaces {
    /// A new file that only its owner can read.
    HandOver file(String path);

    /// An entry in the system's keyring.
    HandOver keyring(String name);
}
