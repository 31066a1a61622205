package dev.keyrack.provider.engine;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/// What the parts of one gateway share.
///
/// @param address   the profile's
/// @param variables what is known about the profile, for templates and expressions
record Engine(Descriptor descriptor, Exchanger exchanger, ErrorReader errors, Mapping mapping, EngineLimits limits,
        InstantSource clock, URI address, Map<String, Object> variables) {
}
