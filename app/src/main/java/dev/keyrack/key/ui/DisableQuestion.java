package dev.keyrack.key.ui;

import dev.keyrack.shell.control.EnvironmentLook;

/// What is asked before a key is switched off.
///
/// @param lastUsed when it was last used, in words
public record DisableQuestion(EnvironmentLook look, String profile, String name, String lastUsed) {}
