package dev.keyrack.provider.domain;

import java.util.Optional;

/// What values of a provider's keys look like.
///
/// @param prefix      what they begin with, such as `ch_live_`
/// @param environment the environment that the prefix stands for, such as `production`; empty if it says nothing
public record KeyShape(String prefix, Optional<String> environment) {}
